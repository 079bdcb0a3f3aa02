package dev.hivesync.bench;

import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.board.Board;
import dev.hivesync.desktop.board.Boards;
import dev.hivesync.desktop.board.Filter;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.inbox.InboxFigures;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An inbox of 100,000 rows against the goals for it. Prints a Markdown table; of several runs the best, which others
/// on the machine disturbed least. A goal that is missed is said, not thrown.
@Tag("bench")
class InboxBench {

    @TempDir
    private Path directory;

    private final List<String> rows = new ArrayList<>();

    @Test
    void a_hundred_thousand_rows() throws Exception {
        InboxFigures figures = new InboxFigures(directory);
        time("first fill of 100,000 rows, page by page, durable", figures.fill(), null);
        time("opening 100,000 rows", figures.load(), Duration.ofSeconds(1));
        long heap = figures.heap();
        row("heap of 100,000 rows", heap / (1024 * 1024) + " MB", "64 MB", heap <= 64L * 1024 * 1024);
        time("joining 10,000 facts into 100,000", figures.join(10_000, 1_000, 7), Duration.ofMillis(150));
        time(
                "one fact into 100,000, of 2,000 in turn",
                figures.join(2_000, 1, 5).dividedBy(2_000),
                Duration.ofMillis(2));
        time("one fact into 100,000, durable", figures.durable(1, 50), null);
        time("10,000 facts into 100,000, durable", figures.durable(10_000, 3), Duration.ofSeconds(1));
        boards(figures.state());
        System.out.println("| figure | value | goal | |\n|---|---|---|---|");
        rows.forEach(System.out::println);
    }

    /// What the window works out beside the FX thread for each step.
    private void boards(InboxState state) {
        Texts texts = new Texts(Locale.ENGLISH);
        Moments moments = new Moments(texts, ZoneOffset.UTC);
        Boards boards = new Boards(new Wording(texts, moments), moments, () -> Settings.DEFAULT);
        Board board = boards.of(state, Filter.ALL, Rows.NOW, Map.of());
        long whole = Long.MAX_VALUE;
        long same = Long.MAX_VALUE;
        for (int i = 0; i < 7; i++) {
            long start = System.nanoTime();
            Board anew = boards.of(state, Filter.ALL, Rows.NOW, board.threads());
            long between = System.nanoTime();
            board = boards.after(anew, state, Filter.ALL, Rows.NOW.plusSeconds(i));
            whole = Math.min(whole, between - start);
            same = Math.min(same, System.nanoTime() - between);
        }
        time("the window's board after a change", Duration.ofNanos(whole), null);
        time("the window's board when only time or link changed", Duration.ofNanos(same), null);
    }

    private void time(String figure, Duration took, @Nullable Duration goal) {
        row(
                figure,
                milliseconds(took),
                goal == null ? "–" : milliseconds(goal),
                goal == null || took.compareTo(goal) <= 0);
    }

    private void row(String figure, String value, String goal, boolean pass) {
        rows.add("| %s | %s | %s | %s |".formatted(figure, value, goal, pass ? "pass" : "short"));
    }

    private static String milliseconds(Duration took) {
        double millis = took.toNanos() / 1e6;
        return millis < 10 ? "%.3f ms".formatted(millis) : "%.0f ms".formatted(millis);
    }
}
