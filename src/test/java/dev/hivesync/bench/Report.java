package dev.hivesync.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// What the benchmarks of one run found: printed as it comes, and `benchmarks.md` in the build's output at the end.
/// Use it as a static `@RegisterExtension`. A goal that is missed is said, not thrown: the machine may be busy. A
/// measurement that could not be made throws where it was tried.
public final class Report implements BeforeAllCallback {

    private @Nullable Page page;

    @Override
    public void beforeAll(ExtensionContext context) {
        page = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Report.class))
                .computeIfAbsent(Page.class, _ -> new Page(), Page.class);
    }

    /// A value beside what it is measured against in the same run.
    ///
    /// @param peer what the other figure is
    /// @param ratio of value to peer
    /// @param goal in words, such as `≥ 0.50`
    public record Line(
            String figure, String value, String peer, String peerValue, double ratio, String goal, boolean pass) {}

    /// A ratio that must be at least `goal`.
    public void atLeast(String figure, double value, String unit, String peer, double peerValue, double goal) {
        double ratio = value / peerValue;
        add(figure, value, unit, peer, peerValue, "≥ " + number(goal), ratio >= goal);
    }

    /// A ratio that must lie between two.
    public void between(
            String figure, double value, String unit, String peer, double peerValue, double low, double high) {
        double ratio = value / peerValue;
        add(figure, value, unit, peer, peerValue, number(low) + " to " + number(high), ratio >= low && ratio <= high);
    }

    /// A figure that must stay at or below `limit`, whatever it is beside.
    public void atMost(String figure, double value, String unit, String peer, double peerValue, double limit) {
        add(figure, value, unit, peer, peerValue, "≤ " + number(limit) + " " + unit, value <= limit);
    }

    /// A figure for comparison, with no goal of its own.
    public void beside(String figure, double value, String unit, String peer, double peerValue) {
        add(figure, value, unit, peer, peerValue, "–", true);
    }

    private void add(
            String figure, double value, String unit, String peer, double peerValue, String goal, boolean pass) {
        if (!Double.isFinite(value) || !Double.isFinite(peerValue) || value <= 0 || peerValue <= 0) {
            throw new IllegalStateException("nothing was measured for " + figure);
        }
        requireNonNull(page)
                .add(new Line(
                        figure,
                        number(value) + " " + unit,
                        peer,
                        number(peerValue) + " " + unit,
                        value / peerValue,
                        goal,
                        pass));
    }

    /// What explains the figures: one sentence.
    public void note(String sentence) {
        requireNonNull(page).note(sentence);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }

    private static final class Page implements AutoCloseable {
        private final List<Line> lines = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        void add(Line line) {
            lines.add(line);
            System.out.println(row(line));
        }

        void note(String sentence) {
            notes.add(sentence);
            System.out.println(sentence);
        }

        private static String row(Line line) {
            String verdict = line.goal().equals("–") ? "" : line.pass() ? "pass" : "short";
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s: %s | %.2f | %s | %s |",
                    line.figure(),
                    line.value(),
                    line.peer(),
                    line.peerValue(),
                    line.ratio(),
                    line.goal(),
                    verdict);
        }

        @Override
        public void close() throws IOException {
            StringBuilder text = new StringBuilder("| figure | value | measured beside it | ratio | goal | |\n");
            text.append("|---|---|---|---|---|---|\n");
            lines.forEach(line -> text.append(row(line)).append('\n'));
            notes.forEach(sentence -> text.append("\n- ").append(sentence));
            Path file = Path.of(System.getProperty("hivesync.output", "target"), "benchmarks.md");
            Files.writeString(file, text.append('\n').toString());
        }
    }
}
