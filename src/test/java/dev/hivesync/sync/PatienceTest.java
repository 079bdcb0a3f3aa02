package dev.hivesync.sync;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Page;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How long the program's own client waits for a server that says nothing, or next to nothing.
@Tag("faults")
class PatienceTest {

    private record Waited(Reply<Page> reply, Duration time) {}

    private static Waited waited(MockResponse fault) throws IOException {
        OkHttpClient http = HttpBackend.client();
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(fault);
            HttpBackend backend = new HttpBackend(http, server.url("/"), new OneToken(true), InstantSource.fixed(NOW));
            long begin = System.nanoTime();
            Reply<Page> reply = backend.changes(Cursor.START, null);
            return new Waited(reply, Duration.ofNanos(System.nanoTime() - begin));
        } finally {
            http.dispatcher().executorService().shutdown();
        }
    }

    private static MockResponse.Builder good() {
        return new MockResponse.Builder().body(Json.MAPPER.writeValueAsString(page("c", false)));
    }

    @Test
    void silence_costs_twenty_seconds_and_a_trickle_thirty() throws Exception {
        List<Callable<Waited>> faults = List.of(
                () -> waited(good().onResponseStart(SocketEffect.Stall.INSTANCE).build()),
                () -> waited(good().onResponseBody(SocketEffect.Stall.INSTANCE).build()),
                () -> waited(good().throttleBody(1, 1, TimeUnit.SECONDS).build()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Waited>> all = threads.invokeAll(faults);
            for (Future<Waited> one : all) {
                assertThat(one.get().reply()).isInstanceOf(Reply.Unavailable.class);
            }
            assertThat(all.get(0).get().time()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(29));
            assertThat(all.get(1).get().time()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(29));
            assertThat(all.get(2).get().time()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(40));
        }
    }
}
