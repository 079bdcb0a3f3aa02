package dev.hivesync.bench;

import static java.util.Objects.requireNonNull;

import dev.hivesync.app.WholeClient;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Step;
import dev.hivesync.inbox.Step.Change;
import dev.hivesync.plugin.NoSurfaces;
import dev.hivesync.plugin.PluginClient;
import dev.hivesync.plugin.PluginConfig;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;

/// Sends events one by one and notes when each passes where.
final class Journey implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Connection database;
    private final WholeClient client;
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest.Builder post;
    private final OkHttpClient pluginHttp = new OkHttpClient();
    private final PluginClient plugin;
    private final ToastWatch window;
    private final Map<String, Instant> durable = new ConcurrentHashMap<>();
    private final Map<String, Instant> heard = new ConcurrentHashMap<>();
    private final Map<String, Instant> atPlugin = new ConcurrentHashMap<>();
    private volatile boolean connected;

    Journey(ServerProcess server, String url, WholeClient client) throws Exception {
        database = DriverManager.getConnection(url);
        this.client = client;
        post = HttpRequest.newBuilder(server.url().resolve("/api/v1/notifications"))
                .header("Authorization", "Bearer " + ServerProcess.SERVICE_KEY);
        // Before the window, which is told in turn.
        client.inbox().observe(this::keep);
        window = new ToastWatch(client.inbox());
        plugin = new PluginClient(new PluginConfig(client.bridgeFile(), "bench"), new Noting(), null, pluginHttp);
        plugin.start();
    }

    boolean ready() {
        return connected;
    }

    /// When one event passed where.
    ///
    /// @param answer when the worker had its answer
    /// @param heard when the inbox took it up
    record Stamps(
            Instant sent,
            Instant answer,
            Instant committed,
            Instant heard,
            Instant durable,
            Instant atPlugin,
            Instant painted) {

        /// As the following, in milliseconds.
        double answered() {
            return between(sent, answer);
        }

        double toCommit() {
            return between(sent, committed);
        }

        double toInbox() {
            return between(committed, heard);
        }

        double onDisk() {
            return between(heard, durable);
        }

        double overBridge() {
            return between(durable, atPlugin);
        }

        double paint() {
            return between(durable, painted);
        }

        double toPlugin() {
            return between(sent, atPlugin);
        }

        double toToast() {
            return between(sent, painted);
        }
    }

    private static double between(Instant from, Instant to) {
        return ChronoUnit.NANOS.between(from, to) / 1e6;
    }

    /// Events of somebody else, one after the other.
    void post(int events) throws Exception {
        for (int i = 0; i < events; i++) {
            var _ = posted(event("own-" + (BenchDatabase.FIRST_USER + 1)));
        }
    }

    private HttpRequest event(String project) {
        String job = "job-" + UUID.randomUUID();
        byte[] body = Json.MAPPER.writeValueAsBytes(Map.of(
                "project_id",
                project,
                "type",
                "ai_job_completed",
                "payload",
                Map.of("job_id", job, "project_id", project, "action", "document_function"),
                "idempotency_key",
                job));
        return post.copy().POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    }

    private byte[] posted(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> reply = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (reply.statusCode() != 201) {
            throw new IOException("a POST got " + reply.statusCode());
        }
        return reply.body();
    }

    /// One event, from a worker's POST until it has arrived everywhere; then it is read, and its toast gone.
    Stamps travel() throws Exception {
        HttpRequest request = event("own-" + BenchDatabase.FIRST_USER);
        window.expect();
        Instant sent = Instant.now();
        byte[] reply = posted(request);
        Instant answer = Instant.now();
        String id = Json.MAPPER.readTree(reply).path("notification_id").asString();
        Instant painted = window.painted().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> atPlugin.containsKey(id));
        // Before it is read, which writes the row anew.
        Instant committed = committed(id);
        client.inbox().accept(new Fact.Read(Set.of(id)));
        window.gone();
        return new Stamps(
                sent,
                answer,
                committed,
                requireNonNull(heard.get(id)),
                requireNonNull(durable.get(id)),
                requireNonNull(atPlugin.get(id)),
                painted);
    }

    private void keep(Step step) {
        Instant now = Instant.now();
        for (Change change : step.changes()) {
            if (change instanceof Change.Arrived(Entry entry)) {
                heard.put(entry.id(), entry.arrivedAt());
                durable.put(entry.id(), now);
            }
        }
    }

    /// By PostgreSQL's stamp of the transaction that wrote the row.
    private Instant committed(String id) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement("""
            SELECT pg_xact_commit_timestamp(xmin) FROM notifications
            WHERE user_id = ? AND notification_id = ?::uuid
            """)) {
            statement.setString(1, Integer.toString(BenchDatabase.FIRST_USER));
            statement.setString(2, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the row is missing");
                }
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }

    /// What PostgreSQL took to bring its log to disk, each time, on average.
    double diskMillis() throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(
                        "SELECT sum(fsync_time) / sum(fsyncs) FROM pg_stat_io WHERE object = 'wal' AND fsyncs > 0");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getDouble(1) : Double.NaN;
        }
    }

    private final class Noting extends NoSurfaces {
        @Override
        public void badge(Badge badge) {
            connected = badge.status() == Status.OK;
        }

        @Override
        public void toast(Toast toast) {
            atPlugin.put(toast.notificationId(), Instant.now());
        }
    }

    @Override
    public void close() throws SQLException {
        plugin.close();
        window.close();
        database.close();
        http.close();
        pluginHttp.dispatcher().executorService().shutdown();
        pluginHttp.connectionPool().evictAll();
    }
}
