package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.server.api.ShortToken;
import dev.hivesync.server.live.Bus;
import dev.hivesync.server.live.Revisions;
import dev.hivesync.server.store.Changed;
import dev.hivesync.server.store.Draft;
import dev.hivesync.server.store.Notifications;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What every bus must do, with two instances on one database.
abstract class BusContract {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final Duration SOON = Duration.ofSeconds(8);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private String user = "";
    private String token = "";
    private Backend a = server.backend();
    private Backend b = server.backend();

    abstract Bus bus() throws ServerStartException;

    /// Every instance loses its connection.
    abstract void cut() throws Exception;

    /// Undoes a cut, where the bus does not do so by itself.
    abstract void mend() throws Exception;

    @BeforeEach
    void two_instances() throws Exception {
        String email = "user" + System.nanoTime() + "@example.org";
        user = server.user(email);
        token = ShortToken.of(user, TestServer.JWT_SECRET, server.clock(), Duration.ofMinutes(20));
        a = instance();
        b = instance();
        await().atMost(SOON).until(() -> a.hears() && b.hears());
    }

    private Backend instance() throws ServerStartException {
        Backend backend = Backend.start(server.database(), TestServer.settings(), bus(), server.clock());
        parts.push(backend);
        return backend;
    }

    @AfterEach
    void close() {
        Closing.all(parts);
        http.close();
    }

    private Draft draft() {
        Payload payload = Json.payload(
                NotificationType.REPO_SYNC_STARTED.wireName(),
                Json.MAPPER.createObjectNode().put("sync_id", "s").put("commit", "c"));
        return new Draft(user, null, NotificationType.REPO_SYNC_STARTED, payload, null);
    }

    private long writeAt(Backend instance) {
        return instance.publisher()
                .publish(draft())
                .change()
                .map(Changed::revision)
                .orElseThrow();
    }

    /// A row whose hint never leaves.
    private long writeUnheard() {
        return new Notifications(server.database(), server.clock())
                .insert(draft())
                .change()
                .map(Changed::revision)
                .orElseThrow();
    }

    private LiveClient listenAt(Backend instance) {
        LiveClient client = LiveClient.connect(instance, token);
        parts.push(client);
        await().atMost(SOON).until(() -> instance.listeners() == 1);
        return client;
    }

    private HttpResponse<String> get(Backend instance, String etag) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(instance.url() + "/api/v1/notifications"))
                        .header("Authorization", "Bearer " + token)
                        .header("If-None-Match", etag)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String etag(Backend instance) throws IOException, InterruptedException {
        return get(instance, "\"none\"").headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void a_row_written_by_one_instance_reaches_a_socket_of_the_other() throws Exception {
        LiveClient listener = listenAt(b);
        String etag = etag(b);
        assertThat(get(b, etag).statusCode()).isEqualTo(304);

        long revision = writeAt(a);
        await().atMost(SOON).until(() -> !listener.frames().isEmpty());
        assertThat(listener.frames()).containsExactly(new LiveFrame(LiveFrame.CHANGED, revision, null));
        // The hint has also corrected what B holds in memory.
        assertThat(get(b, etag).statusCode()).isEqualTo(200);
    }

    @Test
    void of_a_burst_of_a_thousand_the_highest_revision_arrives() {
        LiveClient listener = listenAt(b);
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, 1_000)
                    .mapToObj(_ -> CompletableFuture.runAsync(() -> writeAt(a), writers))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        await().atMost(SOON).until(() -> listener.revision() == 1_000);
        // Collapsed on the way.
        assertThat(listener.frames()).hasSizeLessThan(1_000);
    }

    @Test
    void a_bus_that_was_cut_recovers_and_nothing_is_missed() throws Exception {
        LiveClient listener = listenAt(b);
        writeAt(a);
        await().atMost(SOON).until(() -> listener.revision() == 1);
        String etag = etag(b);

        long unheard = writeUnheard();
        assertThat(get(b, etag).statusCode()).isEqualTo(304);
        cut();
        mend();
        // Nobody sent a hint: B itself looked, and forgot what it held.
        await().atMost(SOON).until(() -> listener.revision() == unheard);
        assertThat(get(b, etag).statusCode()).isEqualTo(200);

        cut();
        long during = writeAt(a);
        mend();
        await().atMost(SOON).until(() -> listener.revision() == during);
        long after = writeAt(a);
        await().atMost(SOON).until(() -> listener.revision() == after);
    }

    @Test
    void a_lost_hint_is_found_within_the_time_of_trust() throws Exception {
        String etag = etag(b);
        writeUnheard();
        assertThat(get(b, etag).statusCode()).isEqualTo(304);
        server.clock().advance(Revisions.TRUST.minusSeconds(30));
        assertThat(get(b, etag).statusCode()).isEqualTo(304);
        server.clock().advance(Duration.ofSeconds(31));
        assertThat(get(b, etag).statusCode()).isEqualTo(200);
    }
}
