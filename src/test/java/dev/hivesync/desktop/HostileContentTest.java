package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.testfx.util.WaitForAsyncUtils.waitForAsyncFx;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.testfx.api.FxToolkit;

/// The window before a server that sends what none should: as JSON from the wire, through the codec.
class HostileContentTest {

    private static final int MEGABYTE = 1_000_000;
    private static final int LONGEST_NAME = 300;
    private static final double TOLERANCE = 1;

    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private Thread.@Nullable UncaughtExceptionHandler before;
    private Thread.@Nullable UncaughtExceptionHandler beforeFx;
    private final DesktopWindow window;

    HostileContentTest() throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        DesktopPorts ports = Pictures.ports(Insight.NONE);
        window = waitForAsyncFx(10_000, () -> {
            DesktopWindow made = new DesktopWindow(
                    ports,
                    InstantSource.fixed(Samples.NOW),
                    ZoneId.of("Pacific/Kiritimati"),
                    Locale.ENGLISH,
                    Opening.QUIET);
            made.show(stage);
            return made;
        });
    }

    @BeforeEach
    void listen() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, e) -> thrown.add(e));
        beforeFx = fx(() -> {
            Thread.UncaughtExceptionHandler own = Thread.currentThread().getUncaughtExceptionHandler();
            Thread.currentThread().setUncaughtExceptionHandler((_, e) -> thrown.add(e));
            return own;
        });
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void close() {
        root.detachAppender(log);
        Thread.setDefaultUncaughtExceptionHandler(before);
        var _ = fx(() -> {
            Thread.currentThread().setUncaughtExceptionHandler(beforeFx);
            return true;
        });
        window.close();
    }

    static List<String> texts() {
        return List.of(
                "\u202Egnp.exe \u2066hidden\u2069 \u200Fבדיקה العامل",
                "control \u0000\u0007\u001B[31mred\u001B[0m \u009F done",
                "zero\u200Bwidth\u200Djoined\uFEFF\u00ADsoft",
                "Z" + "\u0301\u0353\u20DD".repeat(400) + "algo",
                "👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪 ☠️ 𝒳 \uD83D",
                "x".repeat(MEGABYTE),
                "\u202E".repeat(MEGABYTE) + "end",
                "word ".repeat(MEGABYTE / 5),
                "above" + "\n\r\n".repeat(500) + "below",
                "{0} {1,number} '{'} %s %n %1$tY ${user.home} #{x}",
                "<html><b onclick='x'>bold</b><img src='file:///etc/passwd'> <Button text='go'/>",
                "javascript:alert(1) file:///etc/passwd https://evil.example/?t=1 \\\\host\\share",
                "-fx-background-color: red; } .window { visibility: hidden",
                "",
                "   ");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void text_of_any_kind_is_shown_as_text_and_breaks_nothing(String text) throws Exception {
        show(everywhere(text));
        for (int i = 0; i < items(); i++) {
            int row = i;
            var _ = fx(() -> {
                list().getSelectionModel().select(row);
                list().scrollTo(row);
                window.scene().getRoot().applyCss();
                window.scene().getRoot().layout();
                return true;
            });
            inspect();
        }
        assertThat(thrown).isEmpty();
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .isEmpty();
    }

    static List<String> rows() {
        return List.of(
                row(
                        "quantum_link_lost",
                        "null",
                        "{\"level\":3,\"deep\":{\"a\":[1,{\"b\":null}]}}",
                        "2026-11-23T14:00:00Z"),
                row("ai_job_completed", "null", "{}", "1970-01-01T00:00:00Z"),
                row(
                        "ai_job_started",
                        "\"p\"",
                        "{\"job_id\":7,\"project_id\":true,\"action\":[]}",
                        "2099-01-01T00:00:00Z"),
                row(
                        "preview_ready",
                        "null",
                        "{\"preview_token\":\"T\",\"project_id\":\"p\",\"platform\":\"TempleOS\",\"expires_at\":\"+999999999-01-01T00:00:00Z\"}",
                        "9999-12-31T23:59:59.999999Z"),
                row(
                        "system_maintenance_warning",
                        "null",
                        "{\"message\":\"m\",\"ends_at\":\"9999-12-31T23:59:59Z\"}",
                        "0000-01-01T00:00:00Z"),
                row("repo_sync_failed", "null", "{\"sync_id\":\"s\",\"commit\":12}", "9999-12-31T23:59:59Z"),
                row("", "\"\"", "{\"\":\"\"}", "2026-11-23T14:00:00Z"),
                row("x", "null", fields(20_000), "2026-11-23T14:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void fields_that_are_missing_unknown_or_of_another_kind_are_shown_neutrally(String json) throws Exception {
        show(List.of(Json.MAPPER.readValue(json, Notification.class)));
        var _ = fx(() -> {
            list().getSelectionModel().select(0);
            return true;
        });
        inspect();
        assertThat(thrown).isEmpty();
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .isEmpty();
    }

    private static String fields(int count) {
        Map<String, Object> fields = new TreeMap<>();
        IntStream.range(0, count).forEach(i -> fields.put("field_" + i, i));
        return Json.MAPPER.writeValueAsString(fields);
    }

    private static String row(String type, String project, String payload, String created) {
        return """
                {"notification_id":"h-1","user_id":"u-1","project_id":%s,"type":"%s","payload":%s,
                 "created_at":"%s","read_at":null,"revision":1}""".formatted(project, type, payload, created);
    }

    private static List<Notification> everywhere(String text) {
        String quoted = Json.MAPPER.writeValueAsString(text);
        // A longer name is refused with the whole page.
        String name = Json.MAPPER.writeValueAsString(text.substring(0, Math.min(text.length(), LONGEST_NAME)));
        List<Notification> rows = new ArrayList<>();
        List.of(
                        Map.entry("ai_job_failed", "{\"job_id\":T,\"project_id\":T,\"action\":T,\"error\":T}"),
                        Map.entry("preview_ready", "{\"preview_token\":T,\"project_id\":T,\"platform\":T}"),
                        Map.entry("repo_sync_failed", "{\"sync_id\":T,\"commit\":T,\"project_id\":T,\"error\":T}"),
                        Map.entry("worker_unavailable", "{\"message\":T,\"resource\":T}"),
                        Map.entry("unknown_kind", "{NAME:T,\"message\":T}"))
                .forEach(kind -> rows.add(Json.MAPPER.readValue(
                        row(
                                        kind.getKey(),
                                        quoted,
                                        kind.getValue().replace("T", quoted).replace("NAME", name),
                                        "2026-11-23T14:00:00Z")
                                .replace("h-1", kind.getKey()),
                        Notification.class)));
        Notification typed = rows.getLast();
        rows.add(new Notification("typed", "u-1", null, text, typed.payload(), typed.createdAt(), null, 2));
        return rows;
    }

    private void show(List<Notification> rows) throws Exception {
        List<Entry> entries =
                rows.stream().map(row -> new Entry(row, Samples.NOW, null)).toList();
        InboxState state = Samples.state(Samples.LIVE, entries);
        window.accept(Samples.arrivals(state, entries.toArray(Entry[]::new)));
        await().atMost(Duration.ofSeconds(60)).until(() -> items() == rows.size());
    }

    private int items() {
        return fx(() -> list().getItems().size());
    }

    private ListView<?> list() {
        return (ListView<?>) window.scene().lookup(".threads");
    }

    /// Every text is clean, nothing is a link, and nothing reaches out of the window's sides.
    private void inspect() {
        List<String> faults = fx(() -> {
            List<String> found = new ArrayList<>();
            for (Node node : window.scene().getRoot().lookupAll("*")) {
                if (node instanceof Labeled labeled && labeled.getText() != null && seen(node)) {
                    String text = labeled.getText();
                    if (!text.codePoints().allMatch(c -> c == '\n' || Clean.shown(c))) {
                        found.add("unclean: " + labeled.getStyleClass());
                    }
                    if (text.length() > 4_100 || text.contains("\n\n\n")) {
                        found.add("too long: " + labeled.getStyleClass());
                    }
                    Bounds bounds = node.localToScene(node.getLayoutBounds());
                    if (bounds.getMaxX() > window.scene().getWidth() + TOLERANCE || bounds.getMinX() < -TOLERANCE) {
                        found.add("reaches out: " + labeled.getStyleClass() + " " + bounds);
                    }
                }
                if (node instanceof Hyperlink) {
                    found.add("a link: " + node);
                }
            }
            return found;
        });
        assertThat(faults).isEmpty();
    }

    private static boolean seen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static <T> T fx(Callable<T> task) {
        return waitForAsyncFx(60_000, task);
    }
}
