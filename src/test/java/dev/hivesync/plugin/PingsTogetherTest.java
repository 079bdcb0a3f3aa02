package dev.hivesync.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.BridgeProof;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.PrivateFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Plugins in every language at one desktop, which writes down when each pings: together, so that it wakes once.
@Tag("faults")
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class PingsTogetherTest {

    private static final long APART = PluginConfig.Timing.CONTRACT.ping().toMillis();

    /// What a busy machine may delay a timer by; without the common moments pings lie anywhere in 15 s.
    private static final long LATE = 2_000;

    private static final Path EDITORS = Path.of(System.getProperty("hivesync.basedir", "."), "src", "editors");

    @TempDir
    Path home;

    /// Milliseconds of the wall clock at which each client has pinged.
    private final Map<String, List<Long>> pings = new ConcurrentHashMap<>();

    @Test
    void plugins_of_all_languages_ping_at_the_same_moments() throws Exception {
        List<AutoCloseable> clients = new ArrayList<>();
        OkHttpClient http = new OkHttpClient();
        try (MockWebServer desktop = new MockWebServer()) {
            desktop.start();
            BridgeFile file = new BridgeFile(1, desktop.getPort(), 1, "aa", "a-token-of-this-test");
            PrivateFile.write(home.resolve(BridgeFile.FILE), Json.MAPPER.writeValueAsString(file));
            List<List<String>> installed = Stream.of(
                            List.of("node", EDITORS.resolve("node/hivesync.mjs").toString()),
                            List.of(
                                    "python3",
                                    EDITORS.resolve("python/hivesync.py").toString()),
                            neovim())
                    .filter(command -> installed(command.getFirst()))
                    .toList();
            for (int i = 0; i <= installed.size(); i++) {
                desktop.enqueue(new MockResponse.Builder()
                        .webSocketUpgrade(new Desktop(file))
                        .build());
            }
            PluginClient java = new PluginClient(
                    new PluginConfig(home.resolve(BridgeFile.FILE), "java"), new Recorder(), null, http);
            clients.add(java);
            java.start();
            for (List<String> command : installed) {
                Process process = start(command);
                clients.add(process::destroyForcibly);
            }
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> pings.size() == clients.size()
                            && pings.values().stream().allMatch(times -> times.size() >= 2));
            assertThat(pings.values()).allSatisfy(PingsTogetherTest::areAtTheMoments);
        } finally {
            for (AutoCloseable client : clients) {
                client.close();
            }
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }

    private static void areAtTheMoments(List<Long> times) {
        List<Long> seen = List.copyOf(times);
        assertThat(seen)
                .allSatisfy(time -> assertThat(time % APART)
                        .as("after a moment, or little before it")
                        .satisfiesAnyOf(
                                after -> assertThat(after).isLessThan(LATE),
                                before -> assertThat(before).isGreaterThan(APART - APART / 150)));
        assertThat(LongStream.range(1, seen.size()).map(i -> seen.get((int) i) - seen.get((int) i - 1)))
                .allSatisfy(gap -> assertThat(gap).isBetween(APART - LATE, APART + LATE));
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(home.resolve(command.getFirst() + ".out").toFile())
                .redirectError(home.resolve(command.getFirst() + ".err").toFile());
        builder.environment().putAll(Map.of("HIVESYNC_HOME", home.toString(), "HOME", home.toString()));
        return builder.start();
    }

    private static List<String> neovim() {
        return List.of(
                "nvim",
                "--headless",
                "--clean",
                "--cmd",
                "set runtimepath+=" + EDITORS.resolve("nvim"),
                "-c",
                "lua require('hivesync').setup({})");
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// The desktop's side of one connection.
    private final class Desktop extends WebSocketListener {

        private static final String NONCE = "MDEyMzQ1Njc4OWFiY2RlZg==";

        private final BridgeFile file;
        private String client = "";

        Desktop(BridgeFile file) {
            this.file = file;
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            JsonNode message = Json.MAPPER.readTree(text);
            switch (message.path("type").asString("")) {
                case "hello" -> {
                    JsonNode hello = message.path("payload");
                    client = hello.path("client").asString("");
                    String proof = BridgeProof.of(
                            file, BridgeProof.SERVER, hello.path("nonce").asString(""), NONCE);
                    socket.send("{\"type\":\"challenge\",\"payload\":{\"nonce\":\"%s\",\"proof\":\"%s\"}}"
                            .formatted(NONCE, proof));
                }
                case "auth" ->
                    socket.send(("{\"type\":\"ready\",\"payload\":{\"protocol_version\":\"1.0\",\"instance\":\"%s\","
                                    + "\"seq\":0,\"replay_from\":0,\"unread\":0,\"connection\":\"live\"}}")
                            .formatted(file.instance()));
                case "ping" -> {
                    pings.computeIfAbsent(client, _ -> new CopyOnWriteArrayList<>())
                            .add(System.currentTimeMillis());
                    socket.send("{\"type\":\"pong\",\"payload\":{}}");
                }
                default -> {}
            }
        }

        @Override
        public void onFailure(WebSocket socket, Throwable cause, @Nullable Response response) {}
    }
}
