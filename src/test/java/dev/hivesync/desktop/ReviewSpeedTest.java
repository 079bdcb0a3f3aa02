package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.desktop.Pictures.Size;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.desktop.work.FakeJobs;
import dev.hivesync.wire.Api;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/// A suggestion of 10,000 lines and a megabyte: opened, and scrolled through page by page.
@Tag("bench")
class ReviewSpeedTest {

    /// Processor time: what else the machine does is not this code's.
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final FakeJobs jobs = new FakeJobs();

    @Test
    void ten_thousand_lines_scroll_fluently() throws Exception {
        FxToolkit.registerPrimaryStage();
        String before = IntStream.range(0, 10_000)
                .mapToObj(i -> "    value_%05d = compute(first=%d, second=\"%s\", third=[%d, %d])  # %s"
                        .formatted(i, i, "x".repeat(20), i, i * 7, "note ".repeat(4)))
                .collect(Collectors.joining("\n"));
        String after = before.replace("7)", "8)").replace("compute(first=", "calculate(initial=");
        jobs.knows("job-8e90", new Api.JobResult("All of it", "", List.of(new Api.Change("big.py", before, after))));
        Errands errands = new Errands(jobs, _ -> Optional.empty(), () -> false);
        try (Pictures pictures =
                new Pictures(Size.USUAL, errands).show(Samples.present(Samples.state(Samples.LIVE, Samples.day())))) {
            long begun = System.nanoTime();
            pictures.select("job:job-8e90")
                    .press(KeyCode.A)
                    .once(scene -> scene.lookup(".review-bar").isVisible());
            Duration opened = Duration.ofNanos(System.nanoTime() - begun);
            List<Long> frames = new ArrayList<>();
            for (int round = 0; round < 2; round++) {
                frames.clear();
                for (int from = 0; from < 10_000; from += 500) {
                    int first = from;
                    pictures.then(scene -> scroll(scene, first, frames));
                }
            }
            frames.sort(null);
            long median = frames.get(frames.size() / 2);
            long late = frames.get(frames.size() * 95 / 100);
            System.err.printf(
                    "review of %,d characters: opened in %d ms, a page in %.1f ms median, %.1f ms at the 95th percentile%n",
                    before.length(), opened.toMillis(), median / 1e6, late / 1e6);
            assertThat(Duration.ofNanos(median)).isLessThan(Duration.ofMillis(16));
        }
    }

    private static void scroll(Scene scene, int first, List<Long> frames) {
        ListView<?> list = (ListView<?>) scene.lookup(".diff-list");
        for (int row = first; row < first + 500; row += 50) {
            long begun = CPU.getCurrentThreadCpuTime();
            list.scrollTo(row);
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            frames.add(CPU.getCurrentThreadCpuTime() - begun);
        }
    }
}
