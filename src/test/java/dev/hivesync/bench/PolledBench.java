package dev.hivesync.bench;

import dev.hivesync.sync.PolledDelays;
import dev.hivesync.sync.PolledDelays.Found;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How long an event waits where only polls bring it: the real poller and schedule on a fast-forwarded clock, beside
/// what the schedule's arithmetic says of an event at a moment by chance.
@Tag("bench")
@DisplayName("By polls alone")
class PolledBench {

    @RegisterExtension
    static final Report report = new Report();

    private static final Duration LENGTH = Duration.ofDays(Rounds.quick() ? 100 : 1_000);
    private static final double JITTER = 0.1;

    @Test
    void delays_are_those_of_the_schedule() {
        compare("an event in quiet times, polls every 45 s", PolledDelays.steady(false, LENGTH, 1), 45);
        compare("an event while a job runs, polls every 10 s", PolledDelays.steady(true, LENGTH, 2), 10);
        compare("back from an outage, looked for every 120 s", PolledDelays.afterOutages(LENGTH, 3), 120);
        report.note(
                "An interval is drawn evenly from 0.9 to 1.1 of its length I. A moment by chance falls into a long one"
                        + " more often than into a short one, so the mean wait is E[I²] / 2E[I] = I/2 · (1 + 0.1²/3), the"
                        + " longest 1.1 I.");
    }

    private static void compare(String what, Found found, double interval) {
        double mean = interval / 2 * (1 + JITTER * JITTER / 3);
        report.between(what + ": mean wait", found.mean(), "s", "by arithmetic", mean, 0.97, 1.03);
        report.between("the same: longest wait", found.max(), "s", "by arithmetic", interval * (1 + JITTER), 0.9, 1);
        report.note(String.format(Locale.ROOT, "%s: %,d events.", what, found.events()));
    }
}
