package dev.hivesync.desktop.center;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.desktop.Samples;
import dev.hivesync.desktop.board.Row;
import dev.hivesync.desktop.board.ThreadRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class RowListTest {

    @Test
    void whatever_the_next_list_is_it_is_laid_over_the_old_one() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            RowList list = new RowList();
            List<Row> next = rows(0, 40);
            for (int step = 0; step < 20; step++) {
                list.replace(next);
                assertThat(list.list()).as("seed %d, step %d", seed, step).isEqualTo(next);
                next = changed(next, random);
            }
        }
    }

    private static List<Row> changed(List<Row> rows, Random random) {
        List<Row> next = new ArrayList<>(rows);
        for (int i = random.nextInt(random.nextBoolean() ? 3 : 120); i > 0; i--) {
            int at = next.isEmpty() ? 0 : random.nextInt(next.size());
            switch (random.nextInt(4)) {
                case 0 -> next.add(at, row(random.nextInt(1_000), true));
                case 1 ->
                    next.subList(at, Math.min(next.size(), at + random.nextInt(4)))
                            .clear();
                case 2 -> {
                    if (!next.isEmpty()) {
                        next.set(at, row(random.nextInt(1_000), false));
                    }
                }
                default -> {
                    if (!next.isEmpty()) {
                        next.addFirst(next.remove(at));
                    }
                }
            }
        }
        return next;
    }

    @Test
    void a_row_that_moves_to_the_top_of_a_long_list_leaves_the_others_alone() {
        List<Row> before = rows(0, 10_000);
        RowList list = new RowList();
        list.replace(before);
        AtomicInteger touched = new AtomicInteger();
        list.list().addListener((ListChangeListener<Row>) change -> {
            while (change.next()) {
                touched.addAndGet(change.getAddedSize() + change.getRemovedSize());
            }
        });
        List<Row> after = new ArrayList<>(before);
        after.remove(9_000);
        after.addFirst(row(9_000, false));
        list.replace(after);
        assertThat(touched).hasValue(2);
        assertThat(list.list()).isEqualTo(after);
    }

    @Test
    void a_row_is_found_wherever_it_went() {
        RowList list = new RowList();
        list.replace(rows(0, 1_000));
        assertThat(list.indexOf("job:7", 8)).isEqualTo(7);
        assertThat(list.indexOf("job:7", 900)).isEqualTo(7);
        assertThat(list.indexOf("job:7", -1)).isEqualTo(7);
        assertThat(list.indexOf("job:none", 7)).isEqualTo(-1);
    }

    private static List<Row> rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> row(i, false)).toList();
    }

    private static Row row(int number, boolean unread) {
        String job = Integer.toString(number);
        ThreadRow thread = new ThreadRow(
                "job:" + job, List.of(Samples.job(job, "started", job, "x", Duration.ofSeconds(number), !unread)));
        return new Row(thread, "", null, unread, false, null);
    }
}
