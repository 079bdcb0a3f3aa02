package dev.hivesync.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.bridge.BridgeLimits;
import dev.hivesync.bridge.Desk;
import dev.hivesync.inbox.Fact;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Payload;
import dev.hivesync.wire.PrivateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can go wrong between a plugin and its desktop.
class PluginFaultsTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofMillis(30);

    @TempDir
    Path directory;

    private final OkHttpClient http = new OkHttpClient();
    private final Recorder recorder = new Recorder();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable opened : open.reversed()) {
            opened.close();
        }
        http.dispatcher().executorService().shutdown();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_file_that_others_can_read_proves_nothing_until_it_is_private_again() throws Exception {
        Desk desk = desk();
        Files.setPosixFilePermissions(desk.file, PosixFilePermissions.fromString("rw-r--r--"));
        client(LONG, recorder);
        await().until(() -> recorder.reached(Reach.FILE_EXPOSED));
        assertThat(recorder.connects()).isZero();
        Files.setPosixFilePermissions(desk.file, PosixFilePermissions.fromString("rw-------"));
        await().until(() -> recorder.reached(Reach.CONNECTED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"v\":1}",
                "{\"v\":1,\"port\":99999,\"pid\":1,\"instance\":\"aa\",\"token\":\"t\"}",
                "{\"v\":1,\"port\":0,\"pid\":1,\"instance\":\"aa\",\"token\":\"t\"}",
                "{\"v\":1,\"port\":7,\"pid\":1,\"instance\":\"aa\"}",
                "{\"v\":1,\"port\":7,\"pid\":1,\"token\":\"t\"}",
                "{\"v\":2,\"port\":7,\"pid\":1,\"instance\":\"aa\",\"token\":\"t\"}",
            })
    void a_damaged_file_is_waited_out(String damaged) throws Exception {
        PrivateFile.write(directory.resolve(BridgeFile.FILE), damaged);
        client(LONG, recorder);
        await().until(() -> recorder.reached(Reach.DESKTOP_NOT_RUNNING));
        desk();
        await().until(() -> recorder.reached(Reach.CONNECTED));
    }

    @Test
    void a_desktop_that_hangs_on_is_left_for_the_one_that_the_file_names() throws Exception {
        Desk first = desk();
        client(Duration.ofMillis(100), recorder);
        await().until(() -> recorder.reached(Reach.CONNECTED));
        Desk second = new Desk(directory, BridgeLimits.CONTRACT, 0);
        open.add(second);
        await().until(() -> recorder.connects() == 2);
        second.complete("n-2");
        await().until(() -> recorder.shown.contains("panel n-2"));
        first.complete("n-1");
        second.complete("n-3");
        await().until(() -> recorder.shown.contains("panel n-3"));
        assertThat(recorder.shown).doesNotContain("panel n-1");
    }

    @Test
    void focus_and_read_marks_outlive_the_desktop_they_were_meant_for() throws Exception {
        PluginClient client = client(LONG, recorder);
        await().until(() -> recorder.reached(Reach.DESKTOP_NOT_RUNNING));
        client.ack(List.of("n-1"));
        client.focus("proj-1");
        Desk first = desk();
        await().until(() -> first.facts.contains(new Fact.Read(Set.of("n-1")))
                && first.bridge.focusedProjects().equals(Set.of("proj-1")));
        first.close();
        await().until(() -> recorder.badges.getLast().status() == Surfaces.Status.DESKTOP_NOT_RUNNING);
        Desk second = desk();
        await().until(() -> second.bridge.focusedProjects().equals(Set.of("proj-1")));
        assertThat(second.facts).doesNotContain(new Fact.Read(Set.of("n-1")));
    }

    @Test
    void a_plugin_that_marks_read_as_fast_as_it_can_is_not_cut_for_it() throws Exception {
        Desk desk = desk();
        PluginClient client = client(LONG, recorder);
        await().until(() -> recorder.reached(Reach.CONNECTED));
        Set<String> all = IntStream.range(0, 2_000).mapToObj(i -> "n-" + i).collect(Collectors.toSet());
        all.forEach(id -> client.ack(List.of(id)));
        await().until(() -> desk.facts.stream()
                .filter(Fact.Read.class::isInstance)
                .flatMap(fact -> ((Fact.Read) fact).ids().stream())
                .collect(Collectors.toSet())
                .equals(all));
        assertThat(recorder.connects()).isOne();
    }

    @Test
    void a_surface_that_fails_ends_nothing() throws Exception {
        Desk desk = desk();
        client(LONG, new Failing(recorder));
        await().until(() -> recorder.reached(Reach.CONNECTED));
        desk.complete("n-1", "n-2");
        await().until(() -> recorder.shown.contains("panel n-2"));
    }

    @Test
    void a_squatter_cannot_fill_the_memory() throws Exception {
        AtomicReference<String> end = new AtomicReference<>("");
        List<String> heard = new CopyOnWriteArrayList<>();
        MockWebServer squatter = new MockWebServer();
        open.add(squatter);
        squatter.enqueue(new MockResponse.Builder()
                .webSocketUpgrade(new WebSocketListener() {
                    @Override
                    public void onMessage(WebSocket socket, String text) {
                        heard.add(text);
                        socket.send("x".repeat(8 * 1024 * 1024));
                    }

                    @Override
                    public void onFailure(WebSocket socket, Throwable cause, @Nullable Response response) {
                        end.set("cut");
                    }

                    @Override
                    public void onClosing(WebSocket socket, int code, String reason) {
                        end.set("closed");
                    }
                })
                .build());
        squatter.start();
        BridgeFile file = new BridgeFile(1, squatter.getPort(), 1, "aa", "the-secret-token");
        PrivateFile.write(directory.resolve(BridgeFile.FILE), Json.MAPPER.writeValueAsString(file));
        client(LONG, recorder);
        await().until(() -> "cut".equals(end.get()));
        assertThat(heard).hasSize(1);
        assertThat(recorder.connects()).isZero();
    }

    private Desk desk() throws Exception {
        Desk desk = new Desk(directory, BridgeLimits.CONTRACT, 0);
        open.add(desk);
        return desk;
    }

    private PluginClient client(Duration ping, Surfaces surfaces) {
        PluginConfig.Timing timing = new PluginConfig.Timing(LONG, ping, SOON, SOON, LONG, LONG, LONG, LONG);
        PluginClient client = new PluginClient(
                new PluginConfig(directory.resolve(BridgeFile.FILE), "test", "1", List.of("proj-1"), timing),
                surfaces,
                recorder.news::add,
                null,
                http,
                System::nanoTime,
                new SecureRandom());
        open.add(client);
        client.start();
        return client;
    }

    /// Shows, then throws.
    private record Failing(Surfaces real) implements Surfaces {
        @Override
        public void badge(Badge badge) {
            real.badge(badge);
            throw new IllegalStateException("the status bar is gone");
        }

        @Override
        public void toast(Toast toast) {
            throw new IllegalStateException("no room for a toast");
        }

        @Override
        public void panel(String notificationId, Payload job) {
            real.panel(notificationId, job);
        }

        @Override
        public void progress(Progress progress) {
            throw new IllegalStateException("no progress");
        }

        @Override
        public void withdraw(Set<String> notificationIds) {}
    }
}
