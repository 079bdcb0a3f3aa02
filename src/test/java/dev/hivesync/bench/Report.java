package dev.hivesync.bench;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// What the benchmarks of one run found: printed as it comes, and `benchmarks.md` with its charts in the build's output
/// at the end. Use it as a static `@RegisterExtension`; each class is a section of its own, named by its display name.
/// A goal that is missed is said, not thrown: the machine may be busy. A measurement that could not be made throws
/// where it was tried, which fails the build, and the report says that it is missing.
public final class Report implements BeforeAllCallback, AfterTestExecutionCallback, AfterAllCallback {

    private @Nullable Section section;
    private long began;

    @Override
    public void beforeAll(ExtensionContext context) {
        Paper paper = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Report.class))
                .computeIfAbsent(Paper.class, _ -> new Paper(), Paper.class);
        section = paper.section(context.getDisplayName().replaceFirst("Bench$", ""));
        began = System.nanoTime();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        context.getExecutionException().ifPresent(why -> failed(context, why));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        context.getExecutionException().ifPresent(why -> failed(context, why));
        if (section != null) {
            section.took((System.nanoTime() - began) / 1e9);
        }
    }

    private void failed(ExtensionContext context, Throwable why) {
        requireNonNull(section).failed(context.getDisplayName().replace('_', ' '), why);
    }

    /// A value beside what it is measured against in the same run.
    ///
    /// @param peer what the other figure is
    /// @param ratio of value to peer
    /// @param goal in words, such as `≥ 0.50`; `–` where there is none
    /// @param reached how many times over the goal is reached; below 1 it is missed
    public record Line(
            String figure, String value, String peer, String peerValue, double ratio, String goal, double reached) {

        boolean hasGoal() {
            return !goal.equals("–");
        }

        boolean pass() {
            return reached >= 1;
        }
    }

    /// One part of a way, and how long it takes of it.
    public record Stage(String name, double millis) {}

    /// A ratio that must be at least `goal`.
    public void atLeast(String figure, double value, String unit, String peer, double peerValue, double goal) {
        add(figure, value, unit, peer, peerValue, "≥ " + number(goal), value / peerValue / goal);
    }

    /// A ratio that must lie between two; with 0 as the lower it is only not to exceed the higher.
    public void between(
            String figure, double value, String unit, String peer, double peerValue, double low, double high) {
        double ratio = value / peerValue;
        double reached = low > 0 ? Math.min(high / ratio, ratio / low) : high / ratio;
        String goal = low > 0 ? number(low) + " to " + number(high) : "≤ " + number(high);
        add(figure, value, unit, peer, peerValue, goal, reached);
    }

    /// A figure that must stay at or below `limit`, whatever it is beside.
    public void atMost(String figure, double value, String unit, String peer, double peerValue, double limit) {
        add(figure, value, unit, peer, peerValue, "≤ " + number(limit) + " " + unit, limit / value);
    }

    /// A figure for comparison, with no goal of its own.
    public void beside(String figure, double value, String unit, String peer, double peerValue) {
        add(figure, value, unit, peer, peerValue, "–", 1);
    }

    private void add(
            String figure, double value, String unit, String peer, double peerValue, String goal, double reached) {
        if (!Double.isFinite(value) || !Double.isFinite(peerValue) || value <= 0 || peerValue <= 0) {
            throw new IllegalStateException("nothing was measured for " + figure);
        }
        requireNonNull(section)
                .add(new Line(
                        figure,
                        number(value) + " " + unit,
                        peer,
                        number(peerValue) + " " + unit,
                        value / peerValue,
                        goal,
                        reached));
    }

    /// A whole way with its parts, for the chart.
    public void way(String name, List<Stage> stages) {
        requireNonNull(section).way(name, stages);
    }

    /// A table of figures for which no single line has room.
    public void table(String title, List<String> heads, List<List<String>> rows) {
        requireNonNull(section).table(title, heads, rows);
    }

    /// A figure that the short form cannot give soundly, and why.
    public void leftOut(String figure, String reason) {
        requireNonNull(section).leftOut(figure, reason);
    }

    /// What explains the figures: one sentence.
    public void note(String sentence) {
        requireNonNull(section).note(sentence);
    }

    /// As the tables have it.
    public static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 0.1 || size == 0 ? "%.2f" : "%.4f", value);
    }
}
