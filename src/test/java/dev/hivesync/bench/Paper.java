package dev.hivesync.bench;

import dev.hivesync.bench.Report.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
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

    /// From what a person notices down to the code; what is not named comes last.
    private static final List<String> ORDER = List.of(
            "The whole path of an event",
            "By polls alone",
            "Start",
            "The window",
            "The inbox",
            "The plugin bridge",
            "Plugins that wait or stand still",
            "Polls",
            "Writes",
            "Scale: polling clients",
            "Scale: users and rows",
            "Scale: writers",
            "Code, by JMH");

    private final Machine machine = Machine.now();
    private final long began = System.nanoTime();
    private final Map<String, Section> sections = new LinkedHashMap<>();

    Section section(String title) {
        return sections.computeIfAbsent(title, Section::new);
    }

    @Override
    public void close() throws IOException {
        Path directory = Path.of(System.getProperty("hivesync.output", "target"));
        Files.writeString(directory.resolve("benchmarks.md"), markdown());
        List<Line> goals = goals();
        List<Section.Way> ways = all(Section::ways);
        if (!goals.isEmpty()) {
            Files.writeString(directory.resolve("benchmarks-goals.svg"), GoalsChart.of(goals));
        }
        if (!ways.isEmpty()) {
            Files.writeString(directory.resolve("benchmarks-path.svg"), WaysChart.of(ways));
        }
    }

    private List<Section> sections() {
        return sections.entrySet().stream()
                .sorted(Comparator.comparingInt(named -> {
                    int place = ORDER.indexOf(named.getKey());
                    return place < 0 ? ORDER.size() : place;
                }))
                .map(Map.Entry::getValue)
                .toList();
    }

    private <T> List<T> all(Function<Section, List<T>> part) {
        return sections().stream()
                .flatMap(section -> part.apply(section).stream())
                .toList();
    }

    private List<Line> goals() {
        return all(Section::lines).stream().filter(Line::hasGoal).toList();
    }

    private String markdown() {
        List<Line> goals = goals();
        List<Line> missed = goals.stream().filter(line -> !line.pass()).toList();
        StringBuilder text = new StringBuilder(HEAD + machine.markdown(Duration.ofNanos(System.nanoTime() - began)));
        int failed = sections.values().stream().mapToInt(Section::failed).sum();
        if (failed > 0) {
            text.append("**%d benchmarks failed**, and their figures are missing.%n%n".formatted(failed));
        }
        int leftOut = sections.values().stream().mapToInt(Section::leftOut).sum();
        if (leftOut > 0) {
            text.append("This is the short form: %d figures are left out, each named in its section.%n%n"
                    .formatted(leftOut));
        }
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
                .append(sections().stream().map(Section::markdown).collect(Collectors.joining("\n")))
                .toString();
    }
}
