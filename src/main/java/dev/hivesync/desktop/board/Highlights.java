package dev.hivesync.desktop.board;

import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/// What is worth a banner at the moment: the newest unread thread of each kind.
///
/// @param preview ready, and not expired
/// @param synced within the last minute
/// @param maintenance planned or going on
public record Highlights(Optional<ThreadRow> preview, Optional<ThreadRow> synced, Optional<ThreadRow> maintenance) {

    /// What may be worth a banner.
    static final Set<NotificationType> TYPES = EnumSet.of(
            NotificationType.PREVIEW_READY,
            NotificationType.REPO_SYNC_SUCCESS,
            NotificationType.SYSTEM_MAINTENANCE_WARNING);

    private static final Duration SYNC_IS_NEWS = Duration.ofSeconds(60);

    /// How long a notice stands that does not say when its maintenance ends.
    private static final Duration UNDATED = Duration.ofHours(24);

    static Highlights of(List<ThreadRow> newestFirst, Instant now) {
        return new Highlights(
                first(newestFirst, NotificationType.PREVIEW_READY, now, Highlights::previewStands),
                first(newestFirst, NotificationType.REPO_SYNC_SUCCESS, now, Highlights::syncStands),
                first(newestFirst, NotificationType.SYSTEM_MAINTENANCE_WARNING, now, Highlights::maintenanceStands));
    }

    private static Optional<ThreadRow> first(
            List<ThreadRow> newestFirst, NotificationType type, Instant now, BiPredicate<ThreadRow, Instant> stands) {
        return newestFirst.stream()
                .filter(thread -> thread.unread()
                        && thread.notification().known().filter(type::equals).isPresent()
                        && stands.test(thread, now))
                .findFirst();
    }

    private static boolean previewStands(ThreadRow thread, Instant now) {
        return thread.notification().payload() instanceof Payload.Preview(var _, var _, var _, var expires)
                && (expires == null || expires.isAfter(now));
    }

    private static boolean syncStands(ThreadRow thread, Instant now) {
        return thread.notification().payload() instanceof Payload.RepoSync
                && thread.latest().arrivedAt().plus(SYNC_IS_NEWS).isAfter(now);
    }

    private static boolean maintenanceStands(ThreadRow thread, Instant now) {
        return thread.notification().payload() instanceof Payload.SystemNotice(var _, var _, var ends, var _)
                && (ends == null ? thread.time().plus(UNDATED) : ends).isAfter(now);
    }
}
