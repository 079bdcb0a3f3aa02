package dev.hivesync.bench;

import static java.util.Objects.requireNonNull;

import dev.hivesync.app.VirtualDisplay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What a start takes until a person sees the inbox, and what a window costs that nobody touches. Whole processes:
/// HiveSync with 1,000 stored notifications, beside the least that JavaFX can show, by turns.
@Tag("bench")
@DisplayName("Start")
class StartBench {

    private static final Duration SETTLED = Duration.ofSeconds(20);
    private static final Duration WATCHED = Duration.ofSeconds(40);

    /// The whole run has not the time for five minutes; `-Dbench.resident=300` takes it.
    private static final Duration RESIDENT = Duration.ofSeconds(Integer.getInteger("bench.resident", 90));

    @RegisterExtension
    static final Report report = new Report();

    @TempDir
    static Path directory = Path.of("");

    private static @Nullable Installed made;

    @BeforeAll
    static void install() throws Exception {
        made = Installed.in(directory);
    }

    private static Installed installed() {
        return requireNonNull(made);
    }

    @Test
    void the_inbox_is_drawn_nearly_as_soon_as_a_bare_window() throws Exception {
        started(installed(), Drawing.IN_MEMORY);
        if (Rounds.quick()) {
            report.leftOut("the same on a display", "it has no time for as many starts again");
            return;
        }
        Optional<String> missing = VirtualDisplay.missing();
        if (missing.isPresent()) {
            report.note("Without " + missing.get() + " no window on a display was measured.");
            return;
        }
        try (VirtualDisplay display = VirtualDisplay.start(directory)) {
            started(installed(), Drawing.on(display.name()));
        }
    }

    private static void started(Installed installed, Drawing drawing) throws Exception {
        Rounds rounds = new Rounds(Rounds.quick() ? 3 : 7, Duration.ZERO);
        List<Double> found = rounds.medians(
                _ -> drawn(installed.bare(drawing)),
                _ -> drawn(installed.hivesync(drawing, true)),
                _ -> drawn(installed.hivesync(drawing, false)));
        String bare = "bare JavaFX window, started plainly";
        report.between(
                drawing.name() + ": first frame with 1,000 notifications, with the AOT cache",
                found.get(1),
                "ms",
                bare,
                found.get(0),
                0,
                1.25);
        report.beside(drawing.name() + ": the same without the cache", found.get(2), "ms", bare, found.get(0));
    }

    private static double drawn(Started program) throws Exception {
        try (program) {
            return program.drawn();
        }
    }

    @Test
    void a_window_that_nobody_touches_costs_little() throws Exception {
        if (Rounds.quick()) {
            report.leftOut("the processor time of an idle window", "it is counted in steps of 10 ms");
            return;
        }
        try (Started bare = installed().bare(Drawing.IN_MEMORY);
                Started ours = installed().signedIn(Drawing.IN_MEMORY)) {
            var _ = bare.drawn();
            var _ = ours.drawn();
            pass(SETTLED);
            double bareBefore = bare.cpuSeconds();
            double oursBefore = ours.cpuSeconds();
            pass(WATCHED);
            double percent = 100.0 / WATCHED.toSeconds();
            report.atMost(
                    "processor time of an idle window over %d s".formatted(WATCHED.toSeconds()),
                    (ours.cpuSeconds() - oursBefore) * percent,
                    "% of one",
                    "bare JavaFX window",
                    (bare.cpuSeconds() - bareBefore) * percent,
                    0.2);
        }
    }

    @Test
    void without_a_window_it_stays_small() throws Exception {
        if (Rounds.quick()) {
            report.leftOut("the memory without a window", "it is to be seen after minutes alone");
            return;
        }
        try (Started bare = installed().bare(Drawing.IN_MEMORY);
                Started ours = installed().headless()) {
            pass(RESIDENT);
            report.atMost(
                    "memory without a window after %d s".formatted(RESIDENT.toSeconds()),
                    ours.residentMegabytes(),
                    "MB",
                    "bare JavaFX window",
                    bare.residentMegabytes(),
                    150);
        }
    }

    private static void pass(Duration time) throws InterruptedException {
        var _ = new Semaphore(0).tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
