package dev.hivesync.desktop.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.desktop.review.FileDiff.Kind;
import dev.hivesync.desktop.review.FileDiff.Notice;
import dev.hivesync.wire.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DifferTest {

    @Test
    void lines_stand_beside_those_that_they_replace() {
        FileDiff diff = diff("one\ntwo\nthree\nfour\n", "one\n2\nthree\nthree and a half\nfour\n");
        assertThat(picture(diff))
                .containsExactly(
                        "1 one | 1 one",
                        "-2 two | +2 2",
                        "3 three | 3 three",
                        "| +4 three and a half",
                        "4 four | 5 four");
        assertThat(diff.removed()).isEqualTo(1);
        assertThat(diff.added()).isEqualTo(2);
        assertThat(diff.hunks()).containsExactly("2\n", "three and a half\n");
        assertThat(diff.kind()).isEqualTo(Kind.CHANGED);
        assertThat(diff.notices()).isEmpty();
    }

    @Test
    void the_words_that_differ_are_marked_and_the_others_are_not() {
        FileDiff diff = diff("    total = total + item.size\n", "    total = total + item.weight\n");
        Pair pair = diff.pairs().getFirst();
        assertThat(marked(pair.before().orElseThrow())).containsExactly("size");
        assertThat(marked(pair.after().orElseThrow())).containsExactly("weight");
    }

    @Test
    void lines_that_share_next_to_nothing_have_no_marked_words() {
        Pair pair =
                diff("for item in items:\n", "return 17 + offset(x)\n").pairs().getFirst();
        assertThat(pair.before().orElseThrow().changed()).isEmpty();
        assertThat(pair.after().orElseThrow().changed()).isEmpty();
    }

    @Test
    void a_new_and_a_deleted_file_have_one_side() {
        FileDiff fresh = diff("", "a\nb\n");
        assertThat(fresh.kind()).isEqualTo(Kind.NEW);
        assertThat(picture(fresh)).containsExactly("| +1 a", "| +2 b");
        FileDiff gone = diff("a\nb", "");
        assertThat(gone.kind()).isEqualTo(Kind.DELETED);
        assertThat(picture(gone)).containsExactly("-1 a |", "-2 b |");
    }

    @Test
    void the_same_text_and_other_line_endings_are_told_apart() {
        assertThat(diff("a\nb\n", "a\nb\n").notices()).containsExactly(Notice.NO_DIFFERENCE);
        assertThat(diff("a\nb\n", "a\r\nb\r\n").notices()).containsExactly(Notice.LINE_ENDINGS);
        assertThat(diff("a\nb\n", "a\nb").notices()).containsExactly(Notice.LINE_ENDINGS);
        assertThat(diff("a\r\nb\r\n", "a\r\nc\r\n").hunks()).containsExactly("c\r\n");
    }

    @Test
    void what_nobody_would_see_is_spelled_out() {
        FileDiff diff = diff("", "if (\u202Eadmin\u2066) {\tdelete();\u0007 }\u00A0\n");
        assertThat(diff.pairs().getFirst().after().orElseThrow().line().text())
                .isEqualTo("if (‹U+202E›admin‹U+2066›) {    delete();‹U+0007› }‹U+00A0›");
        assertThat(diff.notices()).containsExactly(Notice.STRANGE);
        assertThat(diff.after()).contains("\u202E");
    }

    @Test
    void an_endless_line_is_cut_where_it_is_shown_and_whole_where_it_is_copied() {
        String line = "x".repeat(1_000_000);
        FileDiff diff = diff("", line);
        CodeLine shown = diff.pairs().getFirst().after().orElseThrow().line();
        assertThat(shown.text()).hasSize(CodeLine.LONGEST);
        assertThat(shown.cut()).isEqualTo(1_000_000 - CodeLine.LONGEST);
        assertThat(diff.after()).isEqualTo(line);
    }

    @Test
    @Timeout(60)
    void ten_thousand_lines_of_a_megabyte_are_compared() {
        List<String> lines = IntStream.range(0, 10_000)
                .mapToObj(i -> "line " + i + " " + "of a hundred characters ".repeat(4))
                .collect(Collectors.toCollection(ArrayList::new));
        String before = String.join("\n", lines);
        for (int i = 50; i < 10_000; i += 100) {
            lines.set(i, lines.get(i).replace("hundred", "thousand"));
        }
        FileDiff diff = diff(before, String.join("\n", lines));
        assertThat(diff.hunks()).hasSize(100);
        assertThat(diff.added()).isEqualTo(100);
    }

    @Test
    @Timeout(60)
    void a_file_that_was_written_anew_is_compared_too() {
        String before = numbered("old ", 10_000);
        FileDiff diff = diff(before, numbered("new ", 10_000));
        assertThat(diff.hunks()).hasSize(1);
        assertThat(diff.pairs()).hasSize(10_000);
    }

    @Test
    void what_cannot_be_compared_in_time_is_given_up_and_can_still_be_copied() {
        List<Integer> numbers = IntStream.range(0, 20_000).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(numbers, new Random(7));
        String after = numbers.stream().map(i -> "line " + i).collect(Collectors.joining("\n"));
        long begun = System.nanoTime();
        FileDiff diff = diff(numbered("line ", 20_000), after);
        assertThat(diff.notices()).containsExactly(Notice.TOO_LARGE);
        assertThat(diff.pairs()).isEmpty();
        assertThat(diff.after()).isEqualTo(after);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void too_many_lines_are_counted_and_not_compared() {
        FileDiff diff = diff("a\n", numbered("line ", Differ.MOST_LINES + 1));
        assertThat(diff.notices()).containsExactly(Notice.TOO_LARGE);
        assertThat(diff.added()).isEqualTo(Differ.MOST_LINES + 1);
        assertThat(diff("", "x".repeat(Differ.MOST_CHARACTERS + 1)).notices()).containsExactly(Notice.TOO_LARGE);
    }

    /// Whatever the two texts are: both can be read out of the comparison, and equal lines stand as equal.
    @Test
    void both_texts_can_be_read_out_of_any_comparison() {
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            String before = random(random);
            String after = random(random);
            FileDiff diff = diff(before, after);
            assertThat(diff.pairs().stream()
                            .flatMap(pair -> pair.before().stream())
                            .map(side -> side.line().text()))
                    .isEqualTo(Lines.of(before).lines());
            assertThat(diff.pairs().stream()
                            .flatMap(pair -> pair.after().stream())
                            .map(side -> side.line().text()))
                    .isEqualTo(Lines.of(after).lines());
            assertThat(diff.pairs())
                    .filteredOn(pair -> !pair.changed())
                    .allSatisfy(pair -> assertThat(pair.before().orElseThrow().line())
                            .isEqualTo(pair.after().orElseThrow().line()));
        }
    }

    private static String random(Random random) {
        return random.ints(random.nextInt(30), 0, 6)
                .mapToObj(i -> "line " + i + "\n")
                .collect(Collectors.joining());
    }

    private static String numbered(String word, int lines) {
        return IntStream.range(0, lines).mapToObj(i -> word + i).collect(Collectors.joining("\n"));
    }

    private static FileDiff diff(String before, String after) {
        return Differ.compare(List.of(new Api.Change("src/a.py", before, after)))
                .getFirst();
    }

    private static List<String> marked(Side side) {
        return side.changed().stream()
                .map(range -> side.line().text().substring(range.from(), range.to()))
                .toList();
    }

    private static List<String> picture(FileDiff diff) {
        return diff.pairs().stream()
                .map(pair -> (pair.before()
                                .map(side -> sign(pair, "-") + side.number() + " "
                                        + side.line().text() + " ")
                                .orElse("")
                        + "|"
                        + pair.after()
                                .map(side -> " " + sign(pair, "+") + side.number() + " "
                                        + side.line().text())
                                .orElse("")))
                .toList();
    }

    private static String sign(Pair pair, String sign) {
        return pair.changed() ? sign : "";
    }
}
