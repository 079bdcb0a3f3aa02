package dev.hivesync.bench;

import dev.hivesync.bench.Report.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The report of a whole run, written when the run ends.
final class Paper implements AutoCloseable {

    /// The page's own words; its links hold where the page is committed.
    private static final String HEAD = """
        # Benchmarks

        Every figure beside its floor or peer, measured in the same run. [How, and how to repeat it](benchmarks-method.md);
        [on paper to ten million users](scale.md).

        ![From a worker's POST to eye and editor](../../../assets/benchmarks-path.svg)

        ![Each figure beside its goal](../../../assets/benchmarks-goals.svg)

        """;

    private final Machine machine = Machine.now();
    private final Map<String, Section> sections = new LinkedHashMap<>();

    Section section(String title) {
        return sections.computeIfAbsent(title, Section::new);
    }

    @Override
    public void close() throws IOException {
        Path directory = Path.of(System.getProperty("hivesync.output", "target"));
        Files.writeString(directory.resolve("benchmarks.md"), markdown());
        List<Line> goals = sections.values().stream()
                .flatMap(section -> section.lines().stream())
                .filter(Line::hasGoal)
                .toList();
        List<Section.Way> ways = sections.values().stream()
                .flatMap(section -> section.ways().stream())
                .toList();
        if (!goals.isEmpty()) {
            Files.writeString(directory.resolve("benchmarks-goals.svg"), GoalsChart.of(goals));
        }
        if (!ways.isEmpty()) {
            Files.writeString(directory.resolve("benchmarks-path.svg"), WaysChart.of(ways));
        }
    }

    private String markdown() {
        List<Line> goals = sections.values().stream()
                .flatMap(section -> section.lines().stream())
                .filter(Line::hasGoal)
                .toList();
        List<Line> missed = goals.stream().filter(line -> !line.pass()).toList();
        StringBuilder text = new StringBuilder(HEAD + machine.markdown());
        text.append(String.format(
                Locale.ROOT,
                "Of %d figures with a goal %d reach it and %d are short%s%n",
                goals.size(),
                goals.size() - missed.size(),
                missed.size(),
                missed.isEmpty() ? ".\n" : ":\n"));
        missed.forEach(line -> text.append(String.format(
                Locale.ROOT,
                "- %s: %s, %s of its goal%n",
                line.figure(),
                line.value(),
                Report.number(line.reached()))));
        return text.append('\n')
                .append(sections.values().stream().map(Section::markdown).collect(Collectors.joining("\n")))
                .toString();
    }
}
