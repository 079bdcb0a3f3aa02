package dev.hivesync.bench;

import dev.hivesync.bench.Report.Line;
import dev.hivesync.bench.Report.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What one class of benchmarks found.
final class Section {

    /// A whole way with its parts.
    record Way(String name, List<Stage> stages) {
        double millis() {
            return stages.stream().mapToDouble(Stage::millis).sum();
        }
    }

    private final String title;
    private final List<Line> lines = new ArrayList<>();
    private final List<Way> ways = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int leftOut;
    private int failed;
    private double seconds;

    Section(String title) {
        this.title = title;
    }

    void add(Line line) {
        lines.add(line);
        System.out.println(row(line));
    }

    void way(String name, List<Stage> stages) {
        ways.add(new Way(name, List.copyOf(stages)));
    }

    void table(String name, List<String> heads, List<List<String>> rows) {
        StringBuilder text = new StringBuilder(name + ":\n\n");
        text.append("| ").append(String.join(" | ", heads)).append(" |\n|");
        text.append("---|".repeat(heads.size())).append('\n');
        rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
        tables.add(text.toString());
        System.out.println(text);
    }

    void note(String sentence) {
        notes.add(sentence);
        System.out.println(sentence);
    }

    void leftOut(String figure, String reason) {
        leftOut++;
        note("The short form leaves out " + figure + ": " + reason + ".");
    }

    void failed(String benchmark, Throwable why) {
        failed++;
        note("**Missing:** " + benchmark + " ended with "
                + why.toString().lines().findFirst().orElse("") + ".");
    }

    int leftOut() {
        return leftOut;
    }

    int failed() {
        return failed;
    }

    void took(double time) {
        seconds += time;
    }

    List<Line> lines() {
        return lines;
    }

    List<Way> ways() {
        return ways;
    }

    private static String row(Line line) {
        String verdict = !line.hasGoal() ? "" : line.pass() ? "pass" : "short";
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s: %s | %s | %s | %s |",
                line.figure(),
                line.value(),
                line.peer(),
                line.peerValue(),
                Report.number(line.ratio()),
                line.goal(),
                verdict);
    }

    String markdown() {
        StringBuilder text = new StringBuilder("## " + title + "\n\n");
        if (!lines.isEmpty()) {
            text.append("| figure | value | measured beside it | ratio | goal | |\n|---|---|---|---|---|---|\n");
            lines.forEach(line -> text.append(row(line)).append('\n'));
            text.append('\n');
        }
        for (Way way : ways) {
            text.append("| ").append(way.name()).append(" | ms | share |\n|---|---|---|\n");
            for (Stage stage : way.stages()) {
                text.append(String.format(
                        Locale.ROOT,
                        "| %s | %.2f | %.0f %% |%n",
                        stage.name(),
                        stage.millis(),
                        100 * stage.millis() / way.millis()));
            }
            text.append('\n');
        }
        tables.forEach(table -> text.append(table).append('\n'));
        notes.forEach(sentence -> text.append("- ").append(sentence).append('\n'));
        return text.append(String.format(Locale.ROOT, "%nTook %.0f s.%n", seconds))
                .toString();
    }
}
