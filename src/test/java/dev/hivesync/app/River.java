package dev.hivesync.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.bridge.BridgeUnavailableException;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.NewerDataException;
import dev.hivesync.inbox.Step;
import dev.hivesync.inbox.Step.Change;
import dev.hivesync.server.TestServer;
import dev.hivesync.sync.FixedToken;
import dev.hivesync.sync.HttpBackend;
import dev.hivesync.sync.Reply;
import dev.hivesync.sync.TcpProxy;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.NullMarked;

/// A whole client as the app composes it, behind a network that can be made to misbehave, before a real backend: and
/// someone who keeps the books. What the inbox holds at the end equals the server's truth, each notification arrives
/// once, and what was read stays read.
@NullMarked
final class River implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String PROJECT = "proj-river";

    private final TestServer server;
    private final String token;
    private final OkHttpClient http;
    private final TcpProxy proxy;
    private final Client client;

    private final Map<String, Integer> arrivals = new ConcurrentHashMap<>();
    private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();
    private final Set<String> readHere = ConcurrentHashMap.newKeySet();
    private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();

    private River(TestServer server, TcpProxy proxy, Path directory, String email)
            throws IOException, SQLException, NewerDataException, BridgeUnavailableException {
        this.server = server;
        this.proxy = proxy;
        token = server.login(email).accessToken();
        http = HttpBackend.client()
                .newBuilder()
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(Duration.ofSeconds(2))
                .callTimeout(Duration.ofSeconds(4))
                .pingInterval(Duration.ofSeconds(2))
                .build();
        client = WholeClient.composed(directory, http);
        client.inbox().observe(this::keep);
        client.begin(email, "", HttpUrl.get("http://127.0.0.1:" + proxy.port()), new FixedToken(token));
    }

    /// Begins to flow for a new user of `server`.
    static River start(TestServer server, Path directory, String email) throws Exception {
        server.user(email);
        server.project(PROJECT + email, email);
        Files.createDirectories(directory);
        return new River(server, new TcpProxy(HttpUrl.get(server.url()).port()), directory, email);
    }

    private void keep(Step step) {
        connections.add(step.state().link().connection());
        for (Change change : step.changes()) {
            switch (change) {
                case Change.Arrived(Entry entry) -> arrivals.merge(entry.id(), 1, Integer::sum);
                case Change.BecameUnread(List<String> ids) ->
                    ids.forEach(id -> wrongs.add("became unread again: " + id));
                case Change.BecameRead _, Change.Forgotten _, Change.PutOff _, Change.CameBack _ -> {}
            }
        }
        readHere.forEach(id -> {
            Entry entry = step.state().entries().get(id);
            if (entry != null && !entry.read()) {
                wrongs.add("read here and shown unread: " + id);
            }
        });
    }

    TcpProxy proxy() {
        return proxy;
    }

    InboxState state() {
        return client.inbox().state();
    }

    Connection connection() {
        return state().link().connection();
    }

    /// Every connection shown so far, repetitions left out.
    List<Connection> connections() {
        return connections.stream()
                .collect(
                        java.util.ArrayList::new,
                        (list, next) -> {
                            if (list.isEmpty() || list.getLast() != next) {
                                list.add(next);
                            }
                        },
                        java.util.ArrayList::addAll);
    }

    /// Writes an event at the server, past the proxy.
    String emit(String email, String type) {
        Map<String, ?> payload = Map.of("job_id", "job-" + UUID.randomUUID(), "action", "document_function");
        TestServer.Reply reply = server.post(
                "/notifications",
                TestServer.SERVICE_KEY,
                Map.of(
                        "project_id",
                        PROJECT + email,
                        "type",
                        type,
                        "payload",
                        payload,
                        "idempotency_key",
                        UUID.randomUUID().toString()));
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(201);
        return reply.body().path("notification_id").stringValue();
    }

    /// The user reads it in this client.
    void read(String id) {
        client.intend(new Fact.Read(Set.of(id)));
        eventually("read here", () -> {
            Entry entry = state().entries().get(id);
            return entry != null && entry.read();
        });
        readHere.add(id);
    }

    /// The user reads it in another client.
    void readElsewhere(String id) {
        TestServer.Reply reply = server.post("/notifications/mark_read", token, Api.Mark.of(List.of(id)));
        assertThat(reply.status()).isEqualTo(200);
    }

    void refresh() {
        client.refresh();
    }

    void eventually(String what, BooleanSupplier condition) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(condition::getAsBoolean);
    }

    /// Waits until all is well and holds the books against the server.
    void settle() {
        await("the inbox is the server's truth")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> {
                    client.refresh();
                    Map<String, Row> truth = truth();
                    Map<String, Row> held = held();
                    Map<String, Row> missing = new HashMap<>(truth);
                    missing.entrySet().removeAll(held.entrySet());
                    held.entrySet().removeAll(truth.entrySet());
                    assertThat(missing)
                            .as("the server has, beside %s here", held)
                            .isEmpty();
                    assertThat(held).as("only this client has").isEmpty();
                    assertThat(state().outbox()).isEmpty();
                });
        assertThat(wrongs).isEmpty();
        // Whoever looks may see a step before its observers are told of it.
        await("each arrival is told")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(arrivals.keySet()).containsAll(held().keySet()));
        assertThat(arrivals).allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
    }

    /// @param readAt as text, empty while unread
    record Row(long revision, String readAt) {
        static Row of(Notification notification) {
            return new Row(notification.revision(), String.valueOf(notification.readAt()));
        }
    }

    Map<String, Row> held() {
        return state().entries().values().stream()
                .collect(Collectors.toMap(Entry::id, entry -> Row.of(entry.notification())));
    }

    /// What the server keeps for the user, read past the proxy.
    Map<String, Row> truth() {
        return truth(server.url());
    }

    Row truthOf(String id) {
        return requireNonNull(truth().get(id));
    }

    Map<String, Row> truth(String url) {
        HttpBackend direct = new HttpBackend(http, HttpUrl.get(url), new FixedToken(token), Clock.systemUTC());
        Map<String, Row> rows = new HashMap<>();
        Cursor since = Cursor.START;
        boolean more = true;
        while (more) {
            if (!(direct.changes(since, null) instanceof Reply.Ok<Page>(Page page, var _, var _))) {
                throw new AssertionError("the server does not answer");
            }
            page.notifications().forEach(row -> rows.put(row.notificationId(), Row.of(row)));
            since = page.nextCursor();
            more = page.hasMore();
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        client.close();
        proxy.close();
        http.connectionPool().evictAll();
    }
}
