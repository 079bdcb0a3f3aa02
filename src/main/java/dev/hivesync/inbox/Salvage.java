package dev.hivesync.inbox;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Saves what can still be read of a damaged inbox, page by page and row by row. A row is told by its shape, so that
/// neither the header nor the tables' own pages need to be whole.
final class Salvage {

    private final Instant writtenAt;
    private final Instant now;
    private final boolean logDamaged;
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, Mark> wishes = new TreeMap<>();
    private final List<OutboxItem> waiting = new ArrayList<>();
    private final TreeMap<Long, OutboxItem> outbox = new TreeMap<>();
    private final Map<String, Long> gone = new HashMap<>();
    private final Map<String, String> position = new HashMap<>();
    private final Map<String, Handling> handlings = new HashMap<>();
    private final Map<String, Telling> tellings = new HashMap<>();

    private Salvage(SqliteFile file, Instant writtenAt, Instant now) {
        this.writtenAt = writtenAt;
        this.now = now;
        logDamaged = file.logDamaged();
        for (int page = 1; page <= file.pages(); page++) {
            SqliteRow.of(file, page).forEach(this::take);
        }
        restoreWishes();
    }

    /// What `file` still gives.
    ///
    /// @param writtenAt when the file was last written
    static Salvage of(SqliteFile file, Instant writtenAt, Instant now) {
        return new Salvage(file, writtenAt, now);
    }

    private void take(SqliteRow row) {
        switch (SavedRow.of(row)) {
            case SavedRow.Known(Entry entry, Mark wish) -> {
                Entry known = entries.get(entry.id());
                if (known == null
                        || known.notification().revision()
                                < entry.notification().revision()) {
                    entries.put(entry.id(), entry);
                }
                if (wish != null) {
                    wishes.put(entry.id(), wish);
                }
            }
            case SavedRow.Waiting(OutboxItem item) -> waiting.add(item);
            case SavedRow.Gone(String id, long until) -> gone.put(id, until);
            case SavedRow.Place(String name, String value) -> position.put(name, value);
            case SavedRow.Decided(Handling handling) -> handlings.put(handling.thread(), handling);
            case SavedRow.Told(Telling telling) -> tellings.put(telling.id(), telling);
            case SavedRow.Nothing _ -> {}
        }
    }

    /// One wish for a notification, the latest. A file of version 1 says it in two places, and either is enough.
    private void restoreWishes() {
        outbox.putAll(queue(waiting));
        Map<String, OutboxItem> latest = new HashMap<>();
        outbox.values().forEach(item -> latest.put(item.notificationId(), item));
        wishes.forEach((id, mark) -> {
            if (!latest.containsKey(id)) {
                OutboxItem item = new OutboxItem(nextSeq(), id, mark, now, null);
                outbox.put(item.seq(), item);
                latest.put(id, item);
            }
        });
        entries.replaceAll((id, entry) -> entry.wished(latest.get(id)));
    }

    /// The latest of each notification, by its place. A damaged row may claim the place of a whole one: neither may
    /// cost the other, so who comes second goes to the end.
    static SortedMap<Long, OutboxItem> queue(List<OutboxItem> waiting) {
        Map<String, OutboxItem> latest = new LinkedHashMap<>();
        waiting.forEach(item ->
                latest.merge(item.notificationId(), item, (one, other) -> one.seq() > other.seq() ? one : other));
        TreeMap<Long, OutboxItem> queue = new TreeMap<>();
        List<OutboxItem> displaced = latest.values().stream()
                .filter(item -> queue.putIfAbsent(item.seq(), item) != null)
                .toList();
        for (OutboxItem item : displaced) {
            long end = queue.lastKey() + 1;
            queue.put(end, new OutboxItem(end, item.notificationId(), item.mark(), item.since(), item.parked()));
        }
        return queue;
    }

    private long nextSeq() {
        long told = Objects.requireNonNullElse(number("next_seq"), 1L);
        return outbox.isEmpty() ? told : Math.max(told, outbox.lastKey() + 1);
    }

    private @Nullable Long number(String name) {
        try {
            String value = position.get(name);
            return value == null ? null : Long.valueOf(value);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /// Ids that were dropped, each with the moment until which that is remembered.
    Map<String, Long> gone() {
        return gone;
    }

    /// To look at beside the file: all of it, where the file is whole.
    InboxState seen() {
        String cursor = position.get("cursor");
        return state(
                new Progress(
                        cursor == null ? null : new Cursor(cursor),
                        position.get("etag"),
                        Objects.requireNonNullElse(number("revision"), 0L),
                        null),
                Disk.FINE);
    }

    /// To go on with: without a cursor, so that the rest is read anew.
    InboxState rebuilt() {
        // Not the highest of the rows: one that is damaged may carry any number, and hide what is new.
        Long told = number("revision");
        boolean certain = told != null && !logDamaged;
        return state(
                Progress.NONE,
                new Disk(
                        false,
                        new Disk.Rebuilt(now, outbox.size()),
                        new Disk.Announced(told == null ? 0 : told, certain ? null : writtenAt)));
    }

    private InboxState state(Progress progress, Disk disk) {
        int unread =
                (int) entries.values().stream().filter(entry -> !entry.read()).count();
        return new InboxState(
                position.getOrDefault("account", owner()),
                position.getOrDefault("user", ""),
                Layers.of(entries),
                unread,
                progress,
                List.copyOf(outbox.values()),
                Link.OFFLINE,
                projects(),
                List.of(),
                nextSeq(),
                disk,
                Layers.of(handlings),
                Layers.of(tellings));
    }

    /// Stands for the account of `user` where the file does not tell it any more: nobody else gets these rows.
    static String owner(String user) {
        return "the account of " + user;
    }

    private String owner() {
        return entries.values().stream()
                .map(entry -> owner(entry.notification().userId()))
                .findFirst()
                .orElse("");
    }

    private List<Api.Project> projects() {
        String json = position.get("projects");
        try {
            return json == null ? List.of() : PositionJson.projects(json);
        } catch (JacksonException | IllegalArgumentException _) {
            return List.of();
        }
    }
}
