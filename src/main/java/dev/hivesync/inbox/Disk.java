package dev.hivesync.inbox;

import dev.hivesync.wire.Notification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What befell the inbox on its disk, as far as the user or the merge has to know.
///
/// @param refusing whether facts wait at the moment because the disk takes nothing; never stored
/// @param rebuilt the file was damaged and made anew; null once the user has seen it
/// @param announced what a rebuilt inbox does not announce again; null once everything has been read anew
public record Disk(
        boolean refusing,
        @Nullable Rebuilt rebuilt,
        @Nullable Announced announced) {

    public static final Disk FINE = new Disk(false, null, null);

    /// @param kept intents of the user that were saved and wait to be sent
    public record Rebuilt(Instant at, int kept) {
        public Rebuilt {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /// Rows that were lost with a page come from the server again, and nobody can tell any more whether they were
    /// shown.
    ///
    /// @param revision rows up to here were announced
    /// @param before rows made until then are taken for announced; null where the revision is certain
    public record Announced(long revision, @Nullable Instant before) {
        public Announced {
            before = before == null ? null : before.truncatedTo(ChronoUnit.MICROS);
        }

        boolean holds(Notification notification) {
            return notification.revision() <= revision
                    || (before != null && !notification.createdAt().isAfter(before));
        }
    }

    /// Whether the user has heard of this row in a file that is gone.
    boolean announced(Notification notification) {
        return announced != null && announced.holds(notification);
    }

    Disk refusing(boolean now) {
        return new Disk(now, rebuilt, announced);
    }

    Disk rebuilt(@Nullable Rebuilt notice) {
        return new Disk(refusing, notice, announced);
    }

    Disk readAnew() {
        return new Disk(refusing, rebuilt, null);
    }
}
