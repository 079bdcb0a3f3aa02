package dev.hivesync.desktop.board;

import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Handling;
import dev.hivesync.wire.Family;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// All that is known of one job, preview or sync; or one notice that stands alone.
///
/// @param key the thread's name, or the notification's id
/// @param entries in the order in which they happened, never empty
/// @param handling what the user decided about it
public record ThreadRow(String key, List<Entry> entries, Handling handling) {

    /// Work that has not been heard of for this long no longer counts as running.
    private static final Duration FORGOTTEN = Duration.ofMinutes(30);

    /// As [Entry#COURSE].
    public static final Comparator<Entry> COURSE = Entry.COURSE;

    /// One that is as it came.
    public ThreadRow(String key, List<Entry> entries) {
        this(key, entries, Handling.none(key));
    }

    public ThreadRow {
        entries = List.copyOf(entries);
    }

    public static String keyOf(Entry entry) {
        return entry.thread();
    }

    public Entry latest() {
        return entries.getLast();
    }

    public Notification notification() {
        return latest().notification();
    }

    public Instant time() {
        return notification().createdAt();
    }

    /// What it is listed by: when it came back, where it was away.
    public Instant listedAt() {
        Instant woken = handling.woken();
        return woken == null || woken.isBefore(time()) ? time() : woken;
    }

    public boolean pinned() {
        return handling.pinned() != null;
    }

    /// Put off, and not back yet.
    public boolean asleep() {
        return handling.asleep();
    }

    /// Back, and not dealt with since.
    public boolean cameBack() {
        return handling.woken() != null;
    }

    public boolean unread() {
        for (Entry entry : entries) {
            if (!entry.read()) {
                return true;
            }
        }
        return false;
    }

    /// Whether something in it is unread that counts: what the user muted does not, nor what is put off. What came
    /// back counts until the user has dealt with it.
    public boolean counts(Settings settings) {
        if (asleep()) {
            return false;
        }
        if (cameBack() && !settings.muted(notification())) {
            return true;
        }
        for (Entry entry : entries) {
            if (!entry.read() && !settings.muted(entry.notification())) {
                return true;
            }
        }
        return false;
    }

    public Set<String> unreadIds() {
        return entries.stream().filter(entry -> !entry.read()).map(Entry::id).collect(Collectors.toUnmodifiableSet());
    }

    /// Those whose mark the server refused.
    public List<Entry> refused() {
        return entries.stream().filter(entry -> entry.refusal() != null).toList();
    }

    public Optional<Family> family() {
        return notification().known().map(NotificationType::family);
    }

    public Optional<String> projectId() {
        return Optional.ofNullable(notification().projectId());
    }

    public boolean demo() {
        return Wording.demo(notification().payload());
    }

    /// Whether work is going on: begun, not ended, and heard of lately.
    public boolean running(Instant now) {
        return underWay() && latest().arrivedAt().plus(FORGOTTEN).isAfter(now);
    }

    /// Begun and not ended, however long ago.
    boolean underWay() {
        if (notification().payload() instanceof Payload.Other) {
            return false;
        }
        return notification()
                .known()
                .map(type -> switch (type) {
                    case AI_JOB_QUEUED,
                            AI_JOB_STARTED,
                            PREVIEW_TOKEN_CREATED,
                            PREVIEW_BUNDLE_UPLOADED,
                            REPO_SYNC_STARTED -> true;
                    case AI_JOB_COMPLETED,
                            AI_JOB_FAILED,
                            PREVIEW_READY,
                            PREVIEW_CONSUMED,
                            PREVIEW_EXPIRED,
                            REPO_SYNC_SUCCESS,
                            REPO_SYNC_FAILED,
                            SYSTEM_MAINTENANCE_WARNING,
                            SYSTEM_HEALTH_ISSUE,
                            WORKER_UNAVAILABLE,
                            RESOURCE_LIMIT_WARNING -> false;
                })
                .orElse(false);
    }
}
