package dev.hivesync.mobile;

import dev.hivesync.sync.PollSchedule;
import dev.hivesync.sync.PollSchedule.Situation;
import java.time.Duration;

/// When the phone polls next: every 45 s, every 10 s while a preview is launching, every 5 min in the background;
/// without
/// an answer after 15, 30, 60 and then every 120 s. What the server asks for is never undercut.
record Pace(PollSchedule schedule) {

    static final Duration BACKGROUND = Duration.ofMinutes(5);
    static final Duration SIGNED_OUT = Duration.ofMinutes(2);

    /// @param situation with `jobActive` for a preview that is launching
    Duration next(Situation situation, boolean background) {
        Duration next = schedule.next(situation);
        return background && next.compareTo(BACKGROUND) < 0 ? BACKGROUND : next;
    }
}
