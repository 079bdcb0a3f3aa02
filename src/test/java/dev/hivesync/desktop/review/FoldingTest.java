package dev.hivesync.desktop.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Api;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldingTest {

    private final String before =
            IntStream.range(0, 40).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    private final Suggestion suggestion = Suggestion.of(new Api.JobResult(
            "Summary",
            "",
            List.of(
                    new Api.Change(
                            "a.py", before, before.replace("line 10\n", "ten\n").replace("line 30\n", "thirty\n")),
                    new Api.Change("b.py", "x\n", "y\n"))));

    @Test
    void unchanged_stretches_are_folded_but_for_three_lines_beside_a_change() {
        assertThat(picture(Folding.of(suggestion, Set.of())))
                .containsExactly(
                        "intro",
                        "a.py",
                        "7 folded",
                        "8 9 10 *11 12 13 14",
                        "13 folded",
                        "28 29 30 *31 32 33 34",
                        "6 folded",
                        "b.py",
                        "*1");
    }

    @Test
    void a_fold_that_is_opened_shows_its_lines_and_the_changes_are_found_where_they_are_now() {
        Folding folded = Folding.of(suggestion, Set.of());
        DiffRow.Fold fold = (DiffRow.Fold) folded.rows().get(2);
        Folding open = Folding.of(suggestion, Set.of(fold));
        assertThat(open.rows()).hasSize(folded.rows().size() + 6);
        assertThat(open.starts()).hasSize(3);
        assertThat(open.starts())
                .allSatisfy(start -> assertThat(open.rows().get(start))
                        .isInstanceOfSatisfying(
                                DiffRow.Code.class,
                                code -> assertThat(code.pair().changed()).isTrue()));
        assertThat(open.starts().stream()
                        .map(start -> ((DiffRow.Code) open.rows().get(start)).hunk()))
                .containsExactly(0, 1, 2);
    }

    @Test
    void a_few_unchanged_lines_are_not_worth_a_fold() {
        String nine = IntStream.range(0, 9).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        Suggestion small = Suggestion.of(new Api.JobResult(
                "",
                "",
                List.of(new Api.Change("a.py", nine, nine.replace("line 0", "0").replace("line 8", "8")))));
        assertThat(picture(Folding.of(small, Set.of()))).containsExactly("a.py", "*1 2 3 4 5 6 7 8 *9");
    }

    private static List<String> picture(Folding folding) {
        StringBuilder out = new StringBuilder();
        boolean inCode = false;
        for (DiffRow row : folding.rows()) {
            boolean code = row instanceof DiffRow.Code;
            out.append(out.isEmpty() ? "" : code && inCode ? " " : "\n");
            out.append(
                    switch (row) {
                        case DiffRow.Intro _ -> "intro";
                        case DiffRow.Head head -> head.file().name();
                        case DiffRow.Said said -> said.notice();
                        case DiffRow.Fold fold -> fold.lines() + " folded";
                        case DiffRow.Code(var _, var pair, var _) ->
                            (pair.changed() ? "*" : "")
                                    + pair.before().orElseThrow().number();
                    });
            inCode = code;
        }
        return out.toString().lines().toList();
    }
}
