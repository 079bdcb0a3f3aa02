package dev.hivesync.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.inbox.Fact;
import dev.hivesync.plugin.DesktopCall;
import dev.hivesync.wire.BridgeFrame.Ack;
import dev.hivesync.wire.BridgeFrame.Ping;
import dev.hivesync.wire.BridgeFrame.Pong;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who is connected, how far each plugin is, and the end of a connection at the user's wish.
@Timeout(60)
class DisconnectTest extends AtADesk {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void each_plugin_is_listed_with_what_it_was_sent() throws Exception {
        try (RawPlugin early = RawPlugin.ready(desk.announced(), null)) {
            desk.complete("n-1", "n-2");
            for (String id : List.of("n-1", "n-2")) {
                assertThat(early.event().path("payload").path("notification_id").asString())
                        .isEqualTo(id);
            }
            try (RawPlugin late = RawPlugin.ready(desk.announced(), 1L)) {
                late.event();
                desk.complete("n-3");
                early.event();
                late.event();
                // An event counts once it is written, which its reader may see first.
                await().untilAsserted(() -> assertThat(desk.bridge.plugins())
                        .extracting(PluginStanding::delivered)
                        .containsExactly(3L, 2L));
                List<PluginStanding> plugins = desk.bridge.plugins();
                assertThat(plugins).extracting(PluginStanding::waiting).containsOnly(0);
                assertThat(plugins).extracting(PluginStanding::id).doesNotHaveDuplicates();
                assertThat(plugins)
                        .extracting(standing -> standing.plugin().client())
                        .containsOnly("raw");
            }
            await().until(() -> desk.bridge.plugins().size() == 1);
        }
        await().until(() -> desk.bridge.plugins().isEmpty());
    }

    @Test
    void what_a_plugin_does_not_read_waits_and_is_not_counted_as_delivered() throws Exception {
        try (RawPlugin _ = RawPlugin.ready(desk.announced(), null)) {
            int sent = 0;
            while (desk.bridge.plugins().getFirst().waiting() < 20) {
                desk.complete(
                        IntStream.range(sent, sent + 20).mapToObj(i -> "n-" + i).toArray(String[]::new));
                sent += 20;
            }
            PluginStanding standing = desk.bridge.plugins().getFirst();
            assertThat(standing.delivered() + standing.waiting()).isBetween((long) sent, sent + 2L);
        }
    }

    @Test
    void a_plugin_that_is_disconnected_is_told_why_and_nobody_else_notices() throws Exception {
        try (RawPlugin unwanted = RawPlugin.ready(desk.announced(), null);
                RawPlugin other = RawPlugin.ready(desk.announced(), null)) {
            long id = desk.bridge.plugins().getFirst().id();

            assertThat(desk.bridge.disconnect(id)).isTrue();

            assertThat(unwanted.event().path("payload").path("code").asString()).isEqualTo("disconnected");
            assertThat(unwanted.closeCode()).isEqualTo(4403);
            desk.complete("n-1");
            assertThat(other.event().path("payload").path("notification_id").asString())
                    .isEqualTo("n-1");
            await().until(() -> desk.bridge.plugins().size() == 1);
            await().until(() -> desk.facts.stream()
                    .filter(Fact.PluginsConnected.class::isInstance)
                    .anyMatch(fact -> ((Fact.PluginsConnected) fact).plugins().size() == 1));

            assertThat(desk.bridge.disconnect(id)).as("it has gone").isTrue();
            other.send("{\"type\":\"ping\",\"payload\":{}}");
            assertThat(other.event().path("type").asString()).isEqualTo("pong");
        }
    }

    @Test
    void a_command_is_not_listed() throws Exception {
        BlockingQueue<Runnable> disk = new LinkedBlockingQueue<>();
        desk.durable = disk::add;
        OkHttpClient http = new OkHttpClient();
        var answer = CompletableFuture.supplyAsync(
                () -> DesktopCall.ask(http, desk.file, new Ack(List.of("n-1")), PATIENCE));
        await().until(() -> disk.size() == 1);
        assertThat(desk.bridge.plugins()).isEmpty();
        disk.take().run();
        assertThat(answer.get()).isPresent();
        assertThat(DesktopCall.ask(http, desk.file, new Ping(), PATIENCE)).contains(new Pong());
    }
}
