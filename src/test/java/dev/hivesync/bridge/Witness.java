package dev.hivesync.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.wire.BridgeFile;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// A plugin that behaves, and stays connected while others do not: it sees each event once and in order, or says what
/// went wrong.
final class Witness implements AutoCloseable {

    private static final int TRIES = 20;

    private final RawPlugin plugin;
    private final ScheduledExecutorService pings = Executors.newSingleThreadScheduledExecutor();
    private volatile long seen;
    private volatile String wrong = "";

    Witness(BridgeFile file) throws IOException {
        plugin = connected(file);
        plugin.socket.setSoTimeout(0);
        Thread.ofPlatform().daemon().start(this::read);
        var _ = pings.scheduleWithFixedDelay(this::ping, 5, 5, TimeUnit.SECONDS);
    }

    /// On a busy machine a bridge that has only just started may be too slow for its own limits.
    private static RawPlugin connected(BridgeFile file) throws IOException {
        for (int tries = 1; ; tries++) {
            RawPlugin plugin = new RawPlugin(file);
            try {
                plugin.upgrade();
                if (plugin.prove(null).path("type").asString().equals("ready")) {
                    return plugin;
                }
            } catch (IOException e) {
                if (tries >= TRIES) {
                    throw e;
                }
            }
            plugin.close();
        }
    }

    private void ping() {
        try {
            plugin.send("{\"type\":\"ping\"}");
        } catch (IOException e) {
            wrong = "it can send no more: " + e.getMessage();
        }
    }

    private void read() {
        try {
            while (true) {
                JsonNode message = plugin.event();
                if (message.path("seq").isMissingNode()) {
                    continue;
                }
                long seq = message.path("seq").asLong();
                if (seq != seen + 1 || message.path("prev").asLong() != seen) {
                    wrong = "after " + seen + " came " + message;
                }
                seen = seq;
            }
        } catch (IOException e) {
            wrong = "it hears no more: " + e.getMessage();
        }
    }

    void hasSeen(long seq) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> seen >= seq || !wrong.isEmpty());
        assertThat(wrong).isEmpty();
    }

    @Override
    public void close() throws IOException {
        pings.shutdownNow();
        plugin.close();
    }
}
