package dev.hivesync.bench;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpServer;
import dev.hivesync.app.VirtualDisplay;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What a start takes until a person sees the inbox, and what a window costs that nobody touches. Whole processes:
/// HiveSync with 1,000 stored notifications, beside the least that JavaFX can show, by turns.
@Tag("bench")
@DisplayName("Start")
class StartBench {

    private static final Duration SETTLED = Duration.ofSeconds(20);
    private static final Duration WATCHED = Duration.ofSeconds(40);

    /// The whole run has not the time for five minutes; `-Dbench.resident=300` takes it.
    private static final Duration RESIDENT = Duration.ofSeconds(Integer.getInteger("bench.resident", 90));

    @RegisterExtension
    static final Report report = new Report();

    @TempDir
    static Path directory = Path.of("");

    private static @Nullable Installed made;

    @BeforeAll
    static void install() throws Exception {
        made = Installed.in(directory);
    }

    private static Installed installed() {
        return requireNonNull(made);
    }

    @Test
    void the_inbox_is_drawn_nearly_as_soon_as_a_bare_window() throws Exception {
        started(installed(), Drawing.IN_MEMORY);
        if (Rounds.quick()) {
            report.leftOut("the same on a display", "it has no time for as many starts again");
            return;
        }
        Optional<String> missing = VirtualDisplay.missing();
        if (missing.isPresent()) {
            report.note("Without " + missing.get() + " no window on a display was measured.");
            return;
        }
        try (VirtualDisplay display = VirtualDisplay.start(directory)) {
            started(installed(), Drawing.on(display.name()));
        }
    }

    private static void started(Installed installed, Drawing drawing) throws Exception {
        Rounds rounds = new Rounds(Rounds.quick() ? 3 : 7, Duration.ZERO);
        List<Double> found = rounds.medians(
                _ -> drawn(installed.bare(drawing)),
                _ -> drawn(installed.hivesync(drawing, true)),
                _ -> drawn(installed.hivesync(drawing, false)));
        String bare = "bare JavaFX window, started plainly";
        report.between(
                drawing.name() + ": first frame with 1,000 notifications, with the AOT cache",
                found.get(1),
                "ms",
                bare,
                found.get(0),
                0,
                1.25);
        report.beside(drawing.name() + ": the same without the cache", found.get(2), "ms", bare, found.get(0));
    }

    private static double drawn(Started program) throws Exception {
        try (program) {
            return program.drawn();
        }
    }

    @Test
    void a_window_that_nobody_touches_costs_little() throws Exception {
        if (Rounds.quick()) {
            report.leftOut("the processor time of an idle window", "it is counted in steps of 10 ms");
            return;
        }
        HttpServer backend = nothingNew();
        Installed served = Installed.in(
                Files.createDirectories(directory.resolve("served")),
                "http://127.0.0.1:" + backend.getAddress().getPort());
        try (Started bare = served.bare(Drawing.IN_MEMORY);
                Started ours = served.signedIn(Drawing.IN_MEMORY)) {
            var _ = bare.drawn();
            var _ = ours.drawn();
            pass(SETTLED);
            double bareBefore = bare.cpuSeconds();
            double oursBefore = ours.cpuSeconds();
            pass(WATCHED);
            double percent = 100.0 / WATCHED.toSeconds();
            report.atMost(
                    "processor time of an idle window over %d s".formatted(WATCHED.toSeconds()),
                    (ours.cpuSeconds() - oursBefore) * percent,
                    "% of one",
                    "bare JavaFX window",
                    (bare.cpuSeconds() - bareBefore) * percent,
                    0.2);
        } finally {
            backend.stop(0);
        }
    }

    /// A backend that answers each poll, with nothing, and has no live channel.
    private static HttpServer nothingNew() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(server, "/", 404, "{}");
        answer(server, "/api/v1/projects", 200, "[]");
        answer(server, "/api/v1/notifications", 200, """
                {"notifications": [], "next_cursor": "c", "has_more": false, "unread_count": 0, "active_ai_jobs": 0,
                 "server_time": "%s"}
                """.formatted(Instant.now().truncatedTo(ChronoUnit.MILLIS)));
        server.start();
        return server;
    }

    private static void answer(HttpServer server, String path, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            boolean here =
                    path.equals("/") || exchange.getRequestURI().getPath().equals(path);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(here ? status : 404, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }

    @Test
    void without_a_window_it_stays_small() throws Exception {
        if (Rounds.quick()) {
            report.leftOut("the memory without a window", "it is to be seen after minutes alone");
            return;
        }
        try (Started bare = installed().bare(Drawing.IN_MEMORY);
                Started ours = installed().headless()) {
            pass(RESIDENT);
            report.atMost(
                    "memory without a window after %d s".formatted(RESIDENT.toSeconds()),
                    ours.residentMegabytes(),
                    "MB",
                    "bare JavaFX window",
                    bare.residentMegabytes(),
                    150);
        }
    }

    private static void pass(Duration time) throws InterruptedException {
        var _ = new Semaphore(0).tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
