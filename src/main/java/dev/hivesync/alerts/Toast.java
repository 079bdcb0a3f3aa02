package dev.hivesync.alerts;

import dev.hivesync.inbox.Entry;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What one toast says: a single event, or many as their summary.
///
/// @param key the event's thread, or one of the summaries' keys
/// @param entries in order of arrival, never empty; more than one in a summary only
/// @param shownAt when it came up
/// @param until when it goes by itself, or null where it stays or where that is the system's business
/// @param place where it is shown; decided once, as it comes up
public record Toast(
        String key,
        List<Entry> entries,
        Instant shownAt,
        @Nullable Instant until,
        Place place) {

    /// More than three in a moment.
    public static final String BURST = "";

    /// What came while the server was out of reach.
    public static final String AWAY = ":away";

    /// What do-not-disturb held back.
    public static final String DIGEST = ":digest";

    public Toast {
        entries = List.copyOf(entries);
    }

    public boolean summary() {
        return entries.size() > 1;
    }

    public Entry latest() {
        return entries.getLast();
    }

    /// The thread to open.
    public String thread() {
        return latest().thread();
    }

    public Set<String> ids() {
        return entries.stream().map(Entry::id).collect(Collectors.toUnmodifiableSet());
    }

    public long failures() {
        return entries.stream().filter(entry -> failed(entry.notification())).count();
    }

    static boolean failed(Notification notification) {
        return notification
                .known()
                .filter(type -> type == NotificationType.AI_JOB_FAILED || type == NotificationType.REPO_SYNC_FAILED)
                .isPresent();
    }
}
