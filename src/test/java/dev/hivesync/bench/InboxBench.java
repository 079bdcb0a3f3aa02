package dev.hivesync.bench;

import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.board.Board;
import dev.hivesync.desktop.board.Boards;
import dev.hivesync.desktop.board.Filter;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.InboxFigures;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Layers;
import dev.hivesync.inbox.Rows;
import dev.hivesync.wire.Notification;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// An inbox of 100,000 rows, or in the short form a fifth of them, beside as many rows in a bare file. Of several runs
/// the best counts, which others on the
/// machine disturbed least.
@Tag("bench")
@DisplayName("The inbox")
class InboxBench {

    private static final int KNOWN = Rounds.quick() ? 20_000 : 100_000;
    private static final String ROWS = "%,d".formatted(KNOWN);
    private static final int TIMES = Rounds.quick() ? 3 : 7;
    private static final int CHANGES = 500;
    private static final String BARE = "bare SQLite";
    private static final String PULSE = "one pulse";
    private static final double PULSE_MILLIS = 1_000.0 / 60;

    @RegisterExtension
    static final Report report = new Report();

    @TempDir
    private Path directory;

    @Test
    void many_rows() throws Exception {
        InboxFigures figures = new InboxFigures(directory, KNOWN);
        try (PlainRows plain = new PlainRows(directory)) {
            report.beside(
                    "first fill of " + ROWS + " rows, page by page, durable",
                    millis(figures.fill()),
                    "ms",
                    BARE,
                    millis(plain.write(KNOWN, 500)));
            opening(figures.load(), plain.read());
            report.atMost(
                    "heap of " + ROWS + " rows",
                    figures.heap() / 1e6,
                    "MB",
                    "their bytes in a file",
                    plain.megabytes(),
                    67.0 * KNOWN / 100_000);
            time(
                    "joining 10,000 facts into " + ROWS,
                    figures.join(10_000, 1_000, TIMES),
                    "the same, durable, by " + BARE,
                    plain.write(10_000, 10_000),
                    150);
            time(
                    "one fact into " + ROWS + ", of 2,000 in turn",
                    figures.join(2_000, 1, TIMES).dividedBy(2_000),
                    "one durable row by " + BARE,
                    one(plain),
                    2);
            report.beside(
                    "one fact into " + ROWS + ", durable",
                    millis(figures.durable(1, 50)),
                    "ms",
                    BARE,
                    millis(one(plain)));
            time(
                    "10,000 facts into " + ROWS + ", durable",
                    figures.durable(10_000, 3),
                    BARE,
                    plain.write(10_000, 10_000),
                    1_000);
        }
        boards(figures.state());
    }

    /// Part of it does not grow with the rows, so that the limit is of the whole number alone.
    private static void opening(Duration took, Duration floor) {
        String figure = "opening " + ROWS + " rows";
        if (Rounds.quick()) {
            report.beside(figure, millis(took), "ms", BARE + ", read", millis(floor));
        } else {
            time(figure, took, BARE + ", read", floor, 1_000);
        }
    }

    private static Duration one(PlainRows plain) throws SQLException {
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 50; i++) {
            Duration took = plain.write(1, 1);
            best = took.compareTo(best) < 0 ? took : best;
        }
        return best;
    }

    /// What the window works out beside the FX thread for each step.
    private void boards(InboxState state) {
        Texts texts = new Texts(Locale.ENGLISH);
        Moments moments = new Moments(texts, ZoneOffset.UTC);
        Boards boards = new Boards(new Wording(texts, moments), moments, () -> Settings.DEFAULT);
        Board board = boards.of(state, Filter.ALL, Rows.NOW, Map.of());
        long whole = Long.MAX_VALUE;
        long same = Long.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            Board anew = boards.of(state, Filter.ALL, Rows.NOW, board.threads());
            long between = System.nanoTime();
            board = boards.after(anew, state, Filter.ALL, Rows.NOW.plusSeconds(i));
            whole = Math.min(whole, between - start);
            same = Math.min(same, System.nanoTime() - between);
        }
        report.beside("the window's board after one row changed", changed(boards, board), "ms", PULSE, PULSE_MILLIS);
        report.beside("the window's board when only time or link changed", same / 1e6, "ms", PULSE, PULSE_MILLIS);
        report.beside("the window's board from the ground up", whole / 1e6, "ms", PULSE, PULSE_MILLIS);
    }

    /// One row after the other becomes read or unread; the median, since each is another row.
    private static double changed(Boards boards, Board first) {
        Board board = first;
        Layers<String, Entry> entries = Layers.of(first.state().entries());
        List<Entry> turned = first.state().entries().values().stream()
                .limit(CHANGES)
                .map(InboxBench::turned)
                .toList();
        List<Double> took = new ArrayList<>();
        for (Entry entry : turned) {
            entries = entries.with(Map.of(entry.id(), entry), List.of());
            InboxState next = with(entries, first.state());
            long start = System.nanoTime();
            board = boards.after(board, next, Filter.ALL, Rows.NOW);
            took.add((System.nanoTime() - start) / 1e6);
        }
        return took.stream().sorted().toList().get(CHANGES / 2);
    }

    private static Entry turned(Entry entry) {
        Notification row = entry.notification();
        return new Entry(row.withReadAt(row.read() ? null : Rows.NOW), entry.arrivedAt(), null);
    }

    private static InboxState with(Map<String, Entry> entries, InboxState state) {
        return new InboxState(
                state.account(),
                state.user(),
                entries,
                state.unread(),
                state.progress(),
                state.outbox(),
                state.link(),
                state.projects(),
                state.plugins(),
                state.nextSeq());
    }

    private static void time(String figure, Duration took, String peer, Duration floor, double limit) {
        report.atMost(figure, millis(took), "ms", peer, millis(floor), limit);
    }

    private static double millis(Duration took) {
        return took.toNanos() / 1e6;
    }
}
