package dev.hivesync.attention;

import dev.hivesync.inbox.Entry;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Priority;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Whether an arrival deserves a toast. Pure.
public final class Attention {

    /// What counts beside the notification itself.
    ///
    /// @param inView whether its row is on the screen of somebody who looks at it
    /// @param systemQuiet whether the operating system's own do-not-disturb is on
    public record Circumstances(
            Settings settings, Instant now, ZoneId zone, boolean inView, boolean systemQuiet, Backlog backlog) {

        /// Where the system disturbs.
        public Circumstances(Settings settings, Instant now, ZoneId zone, boolean inView, Backlog backlog) {
            this(settings, now, zone, inView, false, backlog);
        }
    }

    private Attention() {}

    /// The first reason that holds. [Fate#SHOWN] and [Fate#CAUGHT_UP] are for the toasts to come up with, alone or
    /// in a summary; what do-not-disturb holds back is for the digest.
    public static Fate of(Entry arrived, Circumstances circumstances) {
        Notification notification = arrived.notification();
        Settings settings = circumstances.settings();
        if (arrived.read()) {
            return Fate.READ_BEFORE;
        }
        if (settings.mutedProject(notification)) {
            return Fate.MUTED_PROJECT;
        }
        Loudness loudness = settings.loudness(notification);
        if (loudness == Loudness.MUTED) {
            return Fate.MUTED_TYPE;
        }
        if (loudness == Loudness.LIST) {
            return Loudness.usual(notification) == Loudness.LIST ? Fate.LOW_PRIORITY : Fate.LIST_ONLY;
        }
        if (circumstances.backlog() == Backlog.FIRST_FILL) {
            return Fate.FIRST_FILL;
        }
        if (circumstances.inView()) {
            return Fate.IN_VIEW;
        }
        return disturbing(notification, circumstances);
    }

    private static Fate disturbing(Notification notification, Circumstances circumstances) {
        DoNotDisturb rule = circumstances.settings().doNotDisturb();
        Optional<Quiet> quiet = rule.at(circumstances.now(), circumstances.zone());
        if (!(rule.highPasses() && notification.priority() == Priority.HIGH)) {
            if (quiet.isPresent()) {
                return quiet.get().asked() ? Fate.DO_NOT_DISTURB : Fate.QUIET_HOURS;
            }
            if (circumstances.systemQuiet()) {
                return Fate.SYSTEM_QUIET;
            }
        }
        return circumstances.backlog() == Backlog.CATCHING_UP ? Fate.CAUGHT_UP : Fate.SHOWN;
    }
}
