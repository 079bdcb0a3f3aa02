package dev.hivesync.desktop.look;

import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Payload;
import dev.hivesync.wire.Payload.AiJob;
import dev.hivesync.wire.Payload.Other;
import dev.hivesync.wire.Payload.Preview;
import dev.hivesync.wire.Payload.RepoSync;
import dev.hivesync.wire.Payload.SystemNotice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A notification in words. Everything foreign that leaves here is clean.
public final class Wording {

    /// One line of the payload.
    ///
    /// @param code whether the value is an identifier, set in the code font
    public record Field(String label, String value, boolean code) {}

    /// No honest payload of at most a kilobyte has more, and the detail has room for no more.
    private static final int MOST_FIELDS = 32;

    private static final int MOST_OF_NAME = 24;

    private final Texts texts;
    private final Moments moments;

    public Wording(Texts texts, Moments moments) {
        this.texts = texts;
        this.moments = moments;
    }

    public String title(Notification notification) {
        return notification
                .known()
                .map(type -> notification.payload() instanceof Preview preview
                                && texts.has("type." + type.wireName() + ".on")
                        ? texts.text("type." + type.wireName() + ".on", platform(preview.platform()))
                        : texts.text("type." + type.wireName()))
                .orElseGet(() -> humanised(notification.type()));
    }

    /// What this event did to its thread, in a word or two.
    public String step(Notification notification) {
        return notification
                .known()
                .map(type -> texts.text("step." + type.wireName()))
                .orElseGet(() -> humanised(notification.type()));
    }

    /// The one thing worth knowing beside title and project; may be empty.
    public String detail(Notification notification) {
        return switch (notification.payload()) {
            case AiJob job -> Clean.line(job.action());
            case Preview preview -> texts.text("detail.preview", Clean.line(preview.previewToken()));
            case RepoSync sync -> Clean.line(sync.commit());
            case SystemNotice notice -> Clean.line(notice.message());
            case Other(var fields) ->
                Stream.of("message", "action", "name")
                        .filter(fields::containsKey)
                        .findFirst()
                        .map(key -> Clean.line(unquoted(fields.getOrDefault(key, ""))))
                        .orElse("");
        };
    }

    /// Why it failed, or what a system notice says in full.
    public Optional<String> message(Notification notification) {
        return Optional.ofNullable(
                        switch (notification.payload()) {
                            case AiJob job -> job.error();
                            case RepoSync sync -> sync.error();
                            case SystemNotice notice -> notice.message();
                            case Preview _, Other _ -> null;
                        })
                .map(Clean::block)
                .filter(text -> !text.isEmpty());
    }

    public List<Field> fields(Notification notification) {
        List<Field> fields = new ArrayList<>();
        switch (notification.payload()) {
            case AiJob job -> {
                code(fields, "field.action", job.action());
                code(fields, "field.job_id", job.jobId());
            }
            case Preview preview -> {
                code(fields, "field.preview_token", preview.previewToken());
                fields.add(new Field(texts.text("field.platform"), platform(preview.platform()), false));
                if (preview.expiresAt() != null) {
                    fields.add(new Field(texts.text("field.expires_at"), moments.full(preview.expiresAt()), false));
                }
            }
            case RepoSync sync -> {
                code(fields, "field.commit", sync.commit());
                code(fields, "field.sync_id", sync.syncId());
            }
            case SystemNotice notice -> {
                code(fields, "field.resource", notice.resource());
                if (notice.startsAt() != null) {
                    fields.add(new Field(texts.text("field.starts_at"), moments.full(notice.startsAt()), false));
                }
                if (notice.endsAt() != null) {
                    fields.add(new Field(texts.text("field.ends_at"), moments.full(notice.endsAt()), false));
                }
            }
            case Other(var other) ->
                new TreeMap<>(other)
                        .entrySet().stream()
                                .limit(MOST_FIELDS)
                                .forEach(field -> fields.add(new Field(
                                        Clean.brief(field.getKey(), MOST_OF_NAME),
                                        Clean.line(unquoted(field.getValue())),
                                        true)));
        }
        if (notification.known().isEmpty() || notification.payload() instanceof Other) {
            code(fields, "field.type", notification.type());
        }
        return List.copyOf(fields);
    }

    private void code(List<Field> fields, String label, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            fields.add(new Field(texts.text(label), Clean.line(value), true));
        }
    }

    private String platform(String platform) {
        String name = Clean.line(platform);
        String key = "platform." + name.toLowerCase(Locale.ROOT);
        return texts.has(key) ? texts.text(key) : name;
    }

    /// `quantum_link_lost` → `Quantum link lost`.
    private String humanised(String type) {
        String words = Clean.line(type).replace('_', ' ');
        return words.isEmpty()
                ? texts.text("type.unknown")
                : words.substring(0, 1).toUpperCase(texts.locale()) + words.substring(1);
    }

    private static String unquoted(String json) {
        return json.length() > 1 && json.startsWith("\"") && json.endsWith("\"")
                ? json.substring(1, json.length() - 1)
                : json;
    }

    /// Whether the thread's id says that a demo worker made it.
    public static boolean demo(Payload payload) {
        return payload.thread().filter(thread -> thread.contains(":demo-")).isPresent();
    }
}
