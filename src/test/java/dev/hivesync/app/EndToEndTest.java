package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LocalServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The README's first minute: the app in one shell, `emit` in another, a plugin in a third; each a program of its
/// own, with the real server, database, sockets and a rendered window.
@NullMarked
@Timeout(240)
class EndToEndTest {

    private static final Duration STARTUP = Duration.ofSeconds(60);

    /// From the moment `emit` has printed its id to the line, the row and the picture.
    private static final Duration PROMISE = Duration.ofSeconds(2);

    private static final long NO_TOAST_ANY_MORE = 11;
    private static final long DRAWN_AFTER = 1;
    private static final long TOAST_PIXELS = 3_000;

    @TempDir
    private Path home;

    static boolean drawable() {
        return Display.textMissing().isEmpty();
    }

    @Test
    @EnabledIf("drawable")
    void what_a_worker_writes_is_seen_in_the_window_by_the_plugin_and_in_the_state() throws Exception {
        try (Program app = Program.start(home, Map.of());
                Program watch = Program.start(home, Map.of(), "watch", "--json")) {
            await("the app is up and the checkout has been synced")
                    .atMost(STARTUP)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> app.running() && synced());
            await("the plugin is connected")
                    .atMost(STARTUP)
                    .until(() -> watch.out().stream().anyMatch(line -> line.contains("\"connected\"")));
            Path before = picture("before.png", NO_TOAST_ANY_MORE);

            Path after = seen(watch, before);
            Instant patience = Instant.now().plus(STARTUP);
            while (toastPixels(before, after) <= TOAST_PIXELS && Instant.now().isBefore(patience)) {
                // A machine that is busy elsewhere can take longer to draw than a toast stands.
                after = seen(watch, before);
            }
            assertThat(toastPixels(before, after)).as("pixels of the toast").isGreaterThan(TOAST_PIXELS);
            assertThat(changed(before, after, 0, 0, 280, 760))
                    .as("pixels of the badges")
                    .isGreaterThan(30);

            Program.Ended ended = app.terminate();
            assertThat(ended.err()).isEmpty();
            assertThat(home.resolve(BridgeFile.FILE)).doesNotExist();
            assertThat(home.resolve(LocalServer.FILE)).doesNotExist();
            assertThat(state().path("connection").stringValue()).isEqualTo("offline");
            assertThat(rows()).isNotEmpty();
        }
    }

    /// Writes as a worker would, sees the plugin's line and the row, and gives the picture of it.
    private Path seen(Program watch, Path before) throws IOException, InterruptedException {
        Path after = before.resolveSibling("after.png");
        try (Program picture = shoot(after, DRAWN_AFTER)) {
            Instant asked = Instant.now();
            Program.Ended emitted = Program.run(home, "emit", "ai_job_completed", "--project", "proj-demo");
            assertThat(emitted.code()).as("%s", emitted).isZero();
            String id = emitted.out().getLast().strip();
            await("the plugin's line")
                    .atMost(PROMISE)
                    .until(() -> watch.out().stream()
                            .anyMatch(line -> line.contains("\"ai_job_complete\"") && line.contains(id)));
            taken(picture);
            JsonNode row = rows().stream()
                    .filter(candidate ->
                            candidate.path("notification_id").stringValue().equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.path("type").stringValue()).isEqualTo("ai_job_completed");
            assertThat(row.path("read_at").isNull()).isTrue();
            assertThat(Instant.parse(row.path("created_at").stringValue())).isAfter(asked.minusSeconds(1));
        }
        return after;
    }

    private static long toastPixels(Path before, Path after) throws IOException {
        return changed(before, after, 1120 - 400, 760 - 160, 400, 160);
    }

    private boolean synced() {
        try {
            return rows().stream()
                    .anyMatch(row -> row.path("type").stringValue().startsWith("repo_sync_")
                            && !row.path("type").stringValue().equals("repo_sync_started"));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode state() throws IOException, InterruptedException {
        Program.Ended state = Program.run(home, "state", "--json");
        assertThat(state.code()).as("%s", state).isZero();
        return Json.MAPPER.readTree(String.join("", state.out()));
    }

    private List<JsonNode> rows() throws IOException, InterruptedException {
        return StreamSupport.stream(state().path("notifications").spliterator(), false)
                .toList();
    }

    private Path picture(String name, long after) throws IOException, InterruptedException {
        Path pictures = Path.of(System.getProperty("hivesync.output"), "pictures");
        Files.createDirectories(pictures);
        Path png = pictures.resolve(name);
        try (Program picture = shoot(png, after)) {
            taken(picture);
        }
        return png;
    }

    private Program shoot(Path png, long after) throws IOException {
        return Program.start(home, Map.of(), "--screenshot", png.toString(), "--after", Long.toString(after));
    }

    private static void taken(Program picture) throws InterruptedException {
        Program.Ended taken = picture.ended();
        assertThat(taken.code()).as("%s", taken).isZero();
        assertThat(taken.err()).isEmpty();
    }

    private static long changed(Path before, Path after, int x, int y, int width, int height) throws IOException {
        BufferedImage one = ImageIO.read(before.toFile());
        BufferedImage two = ImageIO.read(after.toFile());
        assertThat(two.getWidth()).isEqualTo(1120);
        assertThat(two.getHeight()).isEqualTo(760);
        long pixels = 0;
        for (int row = y; row < y + height; row++) {
            for (int column = x; column < x + width; column++) {
                if (one.getRGB(column, row) != two.getRGB(column, row)) {
                    pixels++;
                }
            }
        }
        return pixels;
    }
}
