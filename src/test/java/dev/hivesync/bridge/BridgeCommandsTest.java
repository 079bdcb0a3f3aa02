package dev.hivesync.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.inbox.Fact;
import dev.hivesync.plugin.DesktopCall;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeFrame.Ack;
import dev.hivesync.wire.BridgeFrame.Acked;
import dev.hivesync.wire.BridgeFrame.Ping;
import dev.hivesync.wire.BridgeFrame.Pong;
import dev.hivesync.wire.BridgeFrame.Show;
import dev.hivesync.wire.BridgeFrame.Shown;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.PrivateFile;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What HiveSync's own commands ask of the running desktop, over the real bridge.
@Timeout(60)
class BridgeCommandsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final OkHttpClient http = new OkHttpClient();

    private Optional<BridgeFrame> ask(Desk desk, BridgeFrame.FromPlugin question) {
        return DesktopCall.ask(http, desk.file, question, PATIENCE);
    }

    @Test
    void an_ack_with_a_request_id_is_answered_once_it_is_durable() throws Exception {
        try (Desk desk = new Desk(directory)) {
            BlockingQueue<Runnable> disk = new LinkedBlockingQueue<>();
            desk.durable = disk::add;
            CompletableFuture<Optional<BridgeFrame>> answer =
                    CompletableFuture.supplyAsync(() -> ask(desk, new Ack(List.of("n-2", "x-1", "n-1"))));
            await().until(() -> disk.size() == 1);
            assertThat(desk.facts).contains(new Fact.Read(Set.of("n-1", "n-2", "x-1")));
            assertThat(answer).as("not before").isNotDone();

            disk.take().run();
            assertThat(answer.get()).contains(new Acked(List.of("n-2", "n-1"), List.of("x-1")));
        }
    }

    @Test
    void a_thousand_ids_fit_into_one_question() throws Exception {
        try (Desk desk = new Desk(directory)) {
            List<String> ids = IntStream.range(0, 1_000)
                    .mapToObj("n-000000-0000-0000-0000-%012d"::formatted)
                    .toList();
            assertThat(ask(desk, new Ack(ids))).contains(new Acked(ids, List.of()));
        }
    }

    @Test
    void the_window_is_shown_where_there_is_one() throws Exception {
        try (Desk desk = new Desk(directory)) {
            assertThat(ask(desk, new Show(null))).contains(new Shown(true));
            desk.window = false;
            assertThat(ask(desk, new Show("n-1"))).contains(new Shown(false));
            assertThat(desk.shows).containsExactly(Optional.empty(), Optional.of("n-1"));
            assertThat(ask(desk, new Ping())).contains(new Pong());
        }
    }

    @Test
    void a_command_counts_as_no_plugin() throws Exception {
        try (Desk desk = new Desk(directory)) {
            BlockingQueue<Runnable> disk = new LinkedBlockingQueue<>();
            desk.durable = disk::add;
            CompletableFuture<Optional<BridgeFrame>> answer =
                    CompletableFuture.supplyAsync(() -> ask(desk, new Ack(List.of("n-1"))));
            await().until(() -> disk.size() == 1);
            try (RawPlugin _ = RawPlugin.ready(desk.announced(), null)) {
                await().until(() -> desk.facts.stream().anyMatch(Fact.PluginsConnected.class::isInstance));
                assertThat(desk.facts)
                        .filteredOn(Fact.PluginsConnected.class::isInstance)
                        .allSatisfy(fact -> assertThat(((Fact.PluginsConnected) fact).plugins())
                                .hasSize(1)
                                .noneMatch(plugin -> plugin.client().equals(BridgeFrame.COMMAND)));
            }
            disk.take().run();
            assertThat(answer.get()).isPresent();
        }
    }

    @Test
    void nobody_or_somebody_else_at_the_port_is_no_desktop() throws Exception {
        Path file = directory.resolve(BridgeFile.FILE);
        assertThat(DesktopCall.ask(http, file, new Ping(), PATIENCE)).isEmpty();

        PrivateFile.write(file, "{\"v\":1,");
        assertThat(DesktopCall.ask(http, file, new Ping(), PATIENCE)).isEmpty();

        BridgeFile before;
        try (Desk desk = new Desk(directory)) {
            before = desk.announced();
        }
        PrivateFile.write(file, Json.MAPPER.writeValueAsString(before));
        assertThat(DesktopCall.ask(http, file, new Ping(), PATIENCE)).isEmpty();

        try (Desk other =
                new Desk(Files.createDirectories(directory.resolve("other")), BridgeLimits.CONTRACT, before.port())) {
            assertThat(DesktopCall.ask(http, file, new Show(null), PATIENCE)).isEmpty();
            assertThat(other.shows).isEmpty();
        }

        try (ServerSocket silent = new ServerSocket(0)) {
            Files.writeString(
                    file,
                    Json.MAPPER.writeValueAsString(
                            new BridgeFile(1, silent.getLocalPort(), 1, before.instance(), before.token())));
            assertThat(DesktopCall.ask(http, file, new Ping(), Duration.ofMillis(300)))
                    .isEmpty();
        }
    }
}
