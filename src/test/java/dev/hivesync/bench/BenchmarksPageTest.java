package dev.hivesync.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is said of measurements elsewhere is what the committed report says.
class BenchmarksPageTest {

    private static final Path ROOT = Path.of(System.getProperty("hivesync.basedir", "."));
    private static final String REPORT = "src/site/markdown/benchmarks.md";
    private static final Pattern PICTURE = Pattern.compile("!\\[[^]]*]\\(([^)]+\\.svg)\\)");

    private static String text(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    private static List<String> rows(String text) {
        return text.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| figure |"))
                .toList();
    }

    /// The README's section of that name, up to the next.
    private static String measured() throws IOException {
        String[] sections = text("README.md").split("(?m)^## ");
        return Stream.of(sections)
                .filter(section -> section.startsWith("Measured"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_readme_quotes_five_lines_of_the_report_to_the_letter() throws IOException {
        List<String> quoted = rows(measured());

        assertThat(quoted).hasSize(5);
        assertThat(rows(text(REPORT))).containsAll(quoted);
    }

    @Test
    void the_readme_shows_a_chart_of_the_report_and_both_charts_are_there() throws IOException {
        List<String> shown = pictures(measured());

        assertThat(shown).hasSize(1);
        assertThat(ROOT.resolve(shown.getFirst())).isRegularFile();
        for (String picture : pictures(text(REPORT))) {
            assertThat(ROOT.resolve(REPORT).resolveSibling(picture).normalize()).isRegularFile();
        }
    }

    private static List<String> pictures(String text) {
        return PICTURE.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /// The page says which figure the report does not have yet.
    @Test
    void the_arithmetic_for_ten_million_users_begins_with_the_reports_figures() throws IOException {
        List<String> report = rows(text(REPORT));
        List<String[]> letters = rows(text("src/site/markdown/scale.md")).stream()
                .filter(row -> row.matches("\\| \\*\\w\\* \\|.*"))
                .map(row -> row.split(" \\| ", -1))
                .toList();

        assertThat(letters).hasSize(5);
        assertThat(letters)
                .filteredOn(cells -> report.stream().anyMatch(row -> row.startsWith("| " + cells[1] + " | ")))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(cells -> assertThat(report)
                        .anyMatch(row -> row.startsWith("| " + cells[1] + " | " + cells[2].replace(" |", "") + " | ")));
    }

    @Test
    void the_report_counts_its_own_lines() throws IOException {
        List<String> verdicts = rows(text(REPORT)).stream()
                .map(row -> row.replaceAll("^.*\\| (\\w+) \\|$", "$1"))
                .filter(verdict -> verdict.equals("pass") || verdict.equals("short"))
                .toList();
        long reached = verdicts.stream().filter("pass"::equals).count();

        assertThat(text(REPORT))
                .contains("Of %d figures with a goal %d reach it and %d are short"
                        .formatted(verdicts.size(), reached, verdicts.size() - reached));
    }
}
