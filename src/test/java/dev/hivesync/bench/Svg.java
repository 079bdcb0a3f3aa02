package dev.hivesync.bench;

import java.util.Locale;

/// A picture that is written element by element; it follows the reader's light or dark theme.
final class Svg {

    private static final String LOOK = """
        <style>
        .page{fill:#ffffff}.title{font-size:15px;font-weight:600;fill:#1f2430}.label{font-size:12px;fill:#1f2430}
        .axis{font-size:11px;fill:#5d6575}.value{font-size:12px;fill:#1f2430}
        .grid{stroke:#e3e6ec}.goal{stroke:#5d6575;stroke-width:1.5}.pass{fill:#2f9e6e}.short{fill:#d9483b}
        .stage0{fill:#f2b441}.stage1{fill:#e07b39}.stage2{fill:#4c8fd1}.stage3{fill:#2f9e6e}.stage4{fill:#8a63d2}
        .stage5{fill:#c2577e}
        @media (prefers-color-scheme: dark){.page{fill:#171a21}.title,.label,.value{fill:#e8eaf0}.axis{fill:#a2a9b8}
        .grid{stroke:#2b303b}.goal{stroke:#a2a9b8}}
        </style>
        """;

    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height, String title) {
        text.append(String.format(Locale.ROOT, """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d"
                 font-family="system-ui, 'DejaVu Sans', sans-serif" role="img">
            <title>%3$s</title>
            """, width, height, escaped(title)));
        text.append(LOOK);
        text.append(String.format(Locale.ROOT, "<rect class=\"page\" width=\"%d\" height=\"%d\"/>%n", width, height));
    }

    void text(double x, double y, String look, String anchor, String words) {
        text.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                look,
                x,
                y,
                anchor,
                escaped(words)));
    }

    void line(double x1, double y1, double x2, double y2, String look) {
        text.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                look,
                x1,
                y1,
                x2,
                y2));
    }

    void bar(double x, double y, double width, double height, String look) {
        text.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\"/>%n",
                look,
                x,
                y,
                width,
                height));
    }

    static String shortened(String words, int most) {
        return words.length() <= most ? words : words.substring(0, most - 1).strip() + "…";
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    String end() {
        return text.append("</svg>\n").toString();
    }
}
