package dev.hivesync.bench;

import dev.hivesync.bench.Report.Stage;
import java.util.List;
import java.util.Locale;

/// Ways with their stages on one time axis, one bar each.
final class WaysChart {

    private static final int WIDTH = 960;
    private static final int LEFT = 190;
    private static final int RIGHT = 80;
    private static final int HEAD = 50;
    private static final int ROW = 66;
    private static final int BAR = 26;
    private static final int COLOURS = 6;

    private WaysChart() {}

    static String of(List<Section.Way> ways) {
        double longest = ways.stream().mapToDouble(Section.Way::millis).max().orElse(1);
        Svg svg = new Svg(WIDTH, HEAD + ROW * ways.size() + 8, "Where the time goes");
        svg.text(16, 26, "title", "start", "From a worker's POST to eye and editor: where the time goes");
        for (int i = 0; i < ways.size(); i++) {
            row(svg, ways.get(i), HEAD + i * ROW, longest);
        }
        return svg.end();
    }

    private static void row(Svg svg, Section.Way way, int y, double longest) {
        double scale = (WIDTH - LEFT - RIGHT) / longest;
        svg.text(LEFT - 12, y + 18, "label", "end", way.name());
        double x = LEFT;
        double free = 0; // where the next name has room
        for (int i = 0; i < way.stages().size(); i++) {
            Stage stage = way.stages().get(i);
            double width = Math.max(1, stage.millis() * scale);
            svg.bar(x, y, width, BAR, "stage" + i % COLOURS);
            String name = String.format(Locale.ROOT, "%s %.1f", stage.name(), stage.millis());
            double at = Math.max(x, free);
            svg.text(at, y + BAR + 16, "axis", "start", name);
            free = at + name.length() * 6.2 + 12;
            x += width;
        }
        svg.text(x + 8, y + 18, "value", "start", String.format(Locale.ROOT, "%.1f ms", way.millis()));
    }
}
