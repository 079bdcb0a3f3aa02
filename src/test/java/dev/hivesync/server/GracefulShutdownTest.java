package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An instance that is told to end while a request is under way.
class GracefulShutdownTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final TestServer server = new TestServer();

    private static HttpRequest.Builder request(Backend instance, String path, String token) {
        return HttpRequest.newBuilder(URI.create(instance.url() + "/api/v1" + path))
                .header("Authorization", "Bearer " + token);
    }

    private static boolean refused(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 503;
        } catch (ConnectException _) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean somebodyWaitsForALock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock'
                        """)) {
            return row.next() && row.getInt(1) > 0;
        }
    }

    private static final class Ear implements java.net.http.WebSocket.Listener {
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public @Nullable CompletableFuture<?> onClose(java.net.http.WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }

    @Test
    void what_is_under_way_is_answered_what_is_new_is_refused_and_live_sockets_are_told() throws Exception {
        server.user("ada@example.org");
        server.project("p-ada", "ada@example.org");
        String token = server.login("ada@example.org").accessToken();
        String id = server.post(
                        "/notifications",
                        token,
                        "{\"project_id\":\"p-ada\",\"type\":\"repo_sync_success\","
                                + "\"payload\":{\"sync_id\":\"s\",\"commit\":\"afe127c\"}}")
                .body()
                .path("notification_id")
                .asString();
        Backend leaving = Backend.start(server.database(), TestServer.settings(), server.clock());
        String address = leaving.url();
        CountDownLatch ended = new CountDownLatch(1);
        try (HttpClient http = HttpClient.newHttpClient();
                HttpClient other = HttpClient.newHttpClient();
                Connection holder = DriverManager.getConnection(server.databaseUrl());
                Connection watch = DriverManager.getConnection(server.databaseUrl())) {
            Ear ear = new Ear();
            http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token)
                    .buildAsync(URI.create(leaving.url().replace("http", "ws") + "/api/v1/notifications/live"), ear)
                    .get(20, TimeUnit.SECONDS);
            await().atMost(PATIENCE).until(() -> leaving.listeners() == 1);
            holder.setAutoCommit(false);
            try (var statement = holder.createStatement()) {
                statement.execute("SELECT 1 FROM user_revision FOR UPDATE");
            }
            CompletableFuture<HttpResponse<String>> underWay = http.sendAsync(
                    request(leaving, "/notifications/mark_read", token)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(
                                    Json.MAPPER.writeValueAsBytes(Api.Mark.of(List.of(id)))))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            await().atMost(PATIENCE).until(() -> somebodyWaitsForALock(watch));

            Thread.ofVirtual().start(() -> {
                leaving.close();
                ended.countDown();
            });
            assertThat(ear.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1001);
            HttpRequest late = request(leaving, "/projects", token).build();
            await().atMost(PATIENCE).until(() -> refused(other, late));
            assertThat(underWay).isNotDone();
            holder.commit();

            HttpResponse<String> answer = underWay.get(20, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Json.MAPPER.readTree(answer.body()).path("marked").asInt())
                    .isOne();
        } finally {
            leaving.close();
        }
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(leaving.url()).isEqualTo(address);
        assertThat(server.get("/notifications", token)
                        .body()
                        .path("unread_count")
                        .asInt())
                .isZero();
    }
}
