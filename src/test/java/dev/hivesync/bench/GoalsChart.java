package dev.hivesync.bench;

import dev.hivesync.bench.Report.Line;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Every figure with a goal, on one scale: how many times over the goal is reached. The line in the middle is the goal;
/// each step to the right is twice as good, each to the left half.
final class GoalsChart {

    private static final int WIDTH = 960;
    private static final int ROW = 22;
    private static final int HEAD = 58;
    private static final int GOAL = 640;
    private static final int STEP = 60;
    private static final double MOST_STEPS = 4;

    private GoalsChart() {}

    static String of(List<Line> goals) {
        List<Line> sorted = goals.stream()
                .sorted(Comparator.comparingDouble(Line::reached).reversed())
                .toList();
        int height = HEAD + ROW * sorted.size() + 16;
        Svg svg = new Svg(WIDTH, height, "Each figure beside its goal");
        svg.text(16, 26, "title", "start", "Each figure beside its goal");
        svg.text(GOAL, 48, "axis", "middle", "goal");
        for (int step = -1; step <= MOST_STEPS; step++) {
            int x = GOAL + step * STEP;
            svg.line(x, HEAD - 4, x, height - 12, step == 0 ? "goal" : "grid");
            if (step != 0) {
                svg.text(x, 48, "axis", "middle", step < 0 ? "½" : "× " + (1 << step));
            }
        }
        for (int i = 0; i < sorted.size(); i++) {
            bar(svg, sorted.get(i), HEAD + i * ROW);
        }
        return svg.end();
    }

    private static void bar(Svg svg, Line line, int y) {
        double steps = Math.clamp(Math.log(line.reached()) / Math.log(2), -1.2, MOST_STEPS);
        double end = GOAL + steps * STEP;
        svg.text(GOAL - 90, y + 15, "label", "end", Svg.shortened(line.figure(), 78));
        svg.bar(Math.min(GOAL, end), y + 4, Math.max(2, Math.abs(end - GOAL)), ROW - 8, line.pass() ? "pass" : "short");
        svg.text(
                Math.max(GOAL, end) + 6,
                y + 15,
                "value",
                "start",
                line.pass() && line.reached() > 1 << (int) MOST_STEPS
                        ? String.format(Locale.ROOT, "× %.0f", line.reached())
                        : line.value());
    }
}
