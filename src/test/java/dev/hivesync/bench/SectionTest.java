package dev.hivesync.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.bench.Report.Line;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// How the report says what was found, and what is missing.
class SectionTest {

    private final Section section = new Section("Polls");

    @Test
    void a_figure_stands_with_its_peer_its_ratio_its_goal_and_the_verdict() {
        section.add(new Line("polls", "8,150 /s", "pgbench", "17,329 /s", 0.4703, "≥ 0.50", 0.9406));
        section.add(new Line("304", "65,250 /s", "polls", "8,150 /s", 8.006, "≥ 5.00", 1.6));
        section.add(new Line("latency", "0.59 ms", "of 20 rows", "0.37 ms", 1.59, "–", 1));

        assertThat(section.markdown())
                .contains("| polls | 8,150 /s | pgbench: 17,329 /s | 0.47 | ≥ 0.50 | short |\n")
                .contains("| 304 | 65,250 /s | polls: 8,150 /s | 8.01 | ≥ 5.00 | pass |\n")
                .contains("| latency | 0.59 ms | of 20 rows: 0.37 ms | 1.59 | – |  |\n");
    }

    @Test
    void a_benchmark_that_failed_is_named_as_missing() {
        section.failed("polls with new rows", new IOException("status 500"));

        assertThat(section.failed()).isEqualTo(1);
        assertThat(section.markdown())
                .contains("- **Missing:** polls with new rows ended with java.io.IOException: status 500.");
    }

    @Test
    void what_the_short_form_cannot_say_is_named_with_the_reason() {
        section.leftOut("the idle plugins", "they are counted in steps of 10 ms");

        assertThat(section.leftOut()).isEqualTo(1);
        assertThat(section.markdown())
                .contains("- The short form leaves out the idle plugins: they are counted in steps of 10 ms.");
    }
}
