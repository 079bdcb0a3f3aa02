package dev.hivesync.bench;

import static dev.hivesync.bench.BenchWindow.fx;
import static java.util.Objects.requireNonNull;

import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.Progress;
import dev.hivesync.inbox.Step;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Notification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What a person feels: whether the window stands still, how soon a search shows what it found, how smoothly a long
/// list moves. Beside it the same of a plain list of short texts.
@Tag("bench")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("The window")
class WindowBench {

    private static final int ROWS = Rounds.quick() ? 20_000 : 100_000;
    private static final int BURST = Rounds.quick() ? 10_000 : 50_000;
    private static final int FRAMES = Rounds.quick() ? 120 : 600;
    private static final List<String> QUERIES =
            Rounds.quick() ? List.of("qzj") : List.of("qzj", "mvk", "xaw", "brt", "kfy", "wux");
    /// What the window has before the burst.
    private static final int KNOWN = 400;

    private static final double PIXELS = 97;

    @RegisterExtension
    static final Report report = new Report();

    @TempDir
    private Path directory;

    private static @Nullable BenchWindow opened;

    @BeforeAll
    static void open() throws Exception {
        opened = new BenchWindow();
    }

    @AfterAll
    static void close() throws Exception {
        requireNonNull(opened).close();
    }

    @Test
    @Order(1)
    void a_burst_does_not_hold_the_window_up() throws Exception {
        double floor = plainGaps();
        List<Notification> rows = new ManyThreads().rows(KNOWN + BURST);
        BenchWindow open = requireNonNull(opened);
        try (Inbox inbox = Inbox.open(directory.resolve("inbox.db"), InstantSource.fixed(ManyThreads.NOW))) {
            inbox.observe(open.window::accept);
            var _ = inbox.signIn("account", "u-1").get(1, TimeUnit.MINUTES);
            var _ = inbox.submit(new Fact.Linked(new Link(Connection.LIVE, null, 45)))
                    .get(1, TimeUnit.MINUTES);
            // A window that has been open for a while: its classes are loaded, its list has scrolled.
            for (int row = 0; row < KNOWN; row += 20) {
                push(inbox, rows.subList(row, row + 20));
                open.holds(row + 20);
            }
            long start = System.nanoTime();
            double stored;
            double shown;
            double longest;
            try (Stalls stalls = new Stalls()) {
                push(inbox, rows.subList(KNOWN, rows.size()));
                stored = (System.nanoTime() - start) / 1e6;
                open.holds(KNOWN + BURST);
                shown = (System.nanoTime() - start) / 1e6;
                longest = stalls.longest();
            }
            report.atMost(
                    "%,d notifications at once: longest that anything waited for the FX thread".formatted(BURST),
                    longest,
                    "ms",
                    "a plain list of as many texts, filled at once",
                    floor,
                    100);
            report.beside("the same: until all are in the list", shown, "ms", "until all are durable", stored);
        }
    }

    private static void push(Inbox inbox, List<Notification> rows) throws Exception {
        CompletableFuture<?>[] durable = rows.stream()
                .map(row -> inbox.submit(new Fact.Pushed(ManyThreads.frame(row))))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(durable).get(2, TimeUnit.MINUTES);
    }

    /// What JavaFX alone takes to show as many texts.
    private static double plainGaps() throws Exception {
        Stage stage = fx(Stage::new);
        ListView<String> list = fx(() -> plain(stage));
        pulses(30);
        try (Stalls stalls = new Stalls()) {
            var _ = fx(() -> list.getItems().setAll(texts(BURST)));
            pulses(30);
            return stalls.longest();
        } finally {
            var _ = fx(() -> {
                stage.close();
                return null;
            });
        }
    }

    private static ListView<String> plain(Stage stage) {
        ListView<String> list = new ListView<>(FXCollections.observableArrayList());
        stage.setScene(new Scene(list, 1120, 760));
        stage.show();
        return list;
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "Row " + i).toList();
    }

    private static void pulses(int count) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        var _ = fx(() -> {
            new AnimationTimer() {
                private int left = count;

                @Override
                public void handle(long now) {
                    if (--left == 0) {
                        stop();
                        done.complete(null);
                    }
                }
            }.start();
            return null;
        });
        done.get(1, TimeUnit.MINUTES);
    }

    @Test
    @Order(2)
    void a_search_and_a_scroll_keep_up_with_the_hand() throws Exception {
        BenchWindow open = requireNonNull(opened);
        double floor = plainScroll();
        InboxState state = state(new ManyThreads().rows(ROWS));
        long start = System.nanoTime();
        open.window.accept(new Step(state, List.of()));
        open.holds(ROWS);
        double first = (System.nanoTime() - start) / 1e6;
        pulses(120);
        search(open);
        scroll(open, floor);
        report.beside("first list of %,d threads".formatted(ROWS), first, "ms", "one pulse", 1000.0 / 60);
    }

    private void search(BenchWindow open) throws Exception {
        List<Double> laidOut = new ArrayList<>();
        List<Double> painted = new ArrayList<>();
        for (String query : QUERIES) {
            for (int length = 1; length <= query.length(); length++) {
                if (query.charAt(length - 1) != ' ') {
                    Keystroke stroke = Keystroke.of(open, query.substring(0, length));
                    laidOut.add(stroke.laidOut());
                    painted.add(stroke.painted());
                }
            }
            Keystroke.of(open, "");
        }
        report.atMost(
                "search over %,d rows: from a keystroke to the pulse after its rows were painted, median"
                        .formatted(ROWS),
                median(painted),
                "ms",
                "until they were laid out",
                median(laidOut),
                50);
        report.beside("the same, slowest", Collections.max(painted), "ms", "until laid out", Collections.max(laidOut));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /// One change of the search field: when its rows were laid out, and when the next pulse began, before which they
    /// have been handed to the renderer. Milliseconds.
    private record Keystroke(double laidOut, double painted) {

        static Keystroke of(BenchWindow open, String query) throws Exception {
            CompletableFuture<Keystroke> done = new CompletableFuture<>();
            var _ = fx(() -> {
                long start = System.nanoTime();
                open.list().getItems().addListener(new ListChangeListener<Object>() {
                    @Override
                    public void onChanged(Change<?> change) {
                        open.list().getItems().removeListener(this);
                        Scene scene = open.window.scene();
                        scene.addPostLayoutPulseListener(new Runnable() {
                            @Override
                            public void run() {
                                scene.removePostLayoutPulseListener(this);
                                double laidOut = (System.nanoTime() - start) / 1e6;
                                new AnimationTimer() {
                                    @Override
                                    public void handle(long now) {
                                        stop();
                                        done.complete(new Keystroke(laidOut, (System.nanoTime() - start) / 1e6));
                                    }
                                }.start();
                            }
                        });
                    }
                });
                open.search().setText(query);
                return null;
            });
            return done.get(1, TimeUnit.MINUTES);
        }
    }

    /// What a pulse takes the FX thread from its begin to the end of the layout, while the list moves.
    private static double scrolled(VirtualFlow<?> flow, Scene scene) throws Exception {
        List<Double> frames = new ArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        var _ = fx(() -> {
            new AnimationTimer() {
                private long begun;
                private final Runnable laidOut = this::laidOut;

                private void laidOut() {
                    frames.add((System.nanoTime() - begun) / 1e6);
                }

                @Override
                public void handle(long now) {
                    if (frames.size() >= FRAMES) {
                        stop();
                        scene.removePostLayoutPulseListener(laidOut);
                        done.complete(null);
                        return;
                    }
                    if (begun == 0) {
                        scene.addPostLayoutPulseListener(laidOut);
                    }
                    begun = System.nanoTime();
                    flow.scrollPixels(frames.size() % 50 == 49 ? PIXELS * 400 : PIXELS);
                }
            }.start();
            return null;
        });
        done.get(3, TimeUnit.MINUTES);
        return frames.stream().sorted().toList().get((int) (frames.size() * 0.95));
    }

    private static double plainScroll() throws Exception {
        Stage stage = fx(Stage::new);
        ListView<String> list = fx(() -> plain(stage));
        var _ = fx(() -> list.getItems().setAll(texts(ROWS)));
        pulses(30);
        try {
            return scrolled((VirtualFlow<?>) list.lookup(".virtual-flow"), list.getScene());
        } finally {
            var _ = fx(() -> {
                stage.close();
                return null;
            });
        }
    }

    private void scroll(BenchWindow open, double floor) throws Exception {
        var _ = fx(() -> {
            open.heartbeat.reset();
            return null;
        });
        double frame = scrolled(open.flow(), open.window.scene());
        report.atMost(
                "scrolling %,d rows of different heights: work of a frame, 95th percentile".formatted(ROWS),
                frame,
                "ms",
                "a plain list of as many texts",
                floor,
                16);
        report.beside(
                "the same: time between two frames, 95th percentile",
                fx(() -> open.heartbeat.quantile(0.95)),
                "ms",
                "one pulse",
                1000.0 / 60);
    }

    private static InboxState state(List<Notification> rows) {
        Map<String, Entry> entries = rows.stream()
                .map(row -> new Entry(row, row.createdAt().plus(Duration.ofMillis(300)), null))
                .collect(Collectors.toMap(Entry::id, Function.identity()));
        return new InboxState(
                "account",
                "u-1",
                entries,
                0,
                new Progress(new Cursor("c"), null, rows.size(), ManyThreads.NOW),
                List.of(),
                new Link(Connection.LIVE, null, 45),
                List.of(),
                List.of(),
                1);
    }
}
