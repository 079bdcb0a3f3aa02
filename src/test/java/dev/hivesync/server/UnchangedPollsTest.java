package dev.hivesync.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.server.api.Limits;
import dev.hivesync.server.api.ShortToken;
import dev.hivesync.server.store.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A poll that finds nothing new is answered past the routes. Nobody can tell but by the time it takes: the database
/// may be away, and limits, metrics, tokens and cursors count as everywhere.
class UnchangedPollsTest {

    @RegisterExtension
    static final TestServer server = new TestServer(new Limits(0, 0, 0, 0, 40, 1, 90, false));

    private String user = "";
    private String token = "";
    private String project = "";
    private String etag = "";
    private String cursor = "";

    @BeforeEach
    void upToDate() {
        await().until(() -> server.backend().hears());
        String email = UUID.randomUUID() + "@example.org";
        user = server.user(email);
        project = "p-" + UUID.randomUUID();
        server.project(project, email);
        token = server.login(email).accessToken();
        write();
        read();
    }

    private void write() {
        server.post(
                "/notifications",
                TestServer.SERVICE_KEY,
                Map.of(
                        "type",
                        "ai_job_started",
                        "project_id",
                        project,
                        "payload",
                        Map.of("job_id", "j", "action", "a")));
    }

    private void read() {
        TestServer.Reply page = server.get("/notifications?since=", token);
        etag = requireNonNull(page.headers().get("ETag"));
        cursor = page.body().path("next_cursor").asString();
    }

    private TestServer.Reply poll(String query, String credential, String... headers) {
        return server.get("/notifications" + query.replace("$", cursor), credential, headers);
    }

    private int status(String query) {
        return poll(query, token, "If-None-Match", etag).status();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 304",
        "?since=$, 304",
        "?since=$&limit=500, 304",
        "?limit=7&since=$, 304",
        "?since=$&type=ai_job_started, 304",
        "?since=$&unread=true, 304",
        "?since=, 200",
        "?since=$&since=, 304",
        "?since=&since=$, 200",
        "?since=$&limit=0, 422",
        "?since=$&limit=501, 422",
        "?since=$&limit=x, 422",
        "?since=$&unread=x, 422",
        "?since=x$, 400",
        "?since=rubbish, 400"
    })
    void the_answer_is_the_one_the_route_would_give(String query, int status) {
        assertThat(status(query)).isEqualTo(status);
        // Another client of this user is not, and gets it from the route.
        assertThat(poll(query, token, "If-None-Match", "\"other\", W/" + etag).status())
                .isEqualTo(status);
    }

    @Test
    void it_asks_no_database() throws Exception {
        Database gone = Database.open(server.databaseUrl());
        try (HttpClient http = HttpClient.newHttpClient();
                Backend backend = Backend.start(gone, TestServer.settings(), server.clock())) {
            await().until(backend::hears);
            HttpRequest.Builder poll = HttpRequest.newBuilder(
                            URI.create(backend.url() + "/api/v1/notifications?since=" + cursor))
                    .header("Authorization", "Bearer " + token);
            assertThat(status(http, poll)).isEqualTo(200);
            gone.close();
            assertThat(status(http, poll)).isEqualTo(500);
            assertThat(status(http, poll.header("If-None-Match", etag))).isEqualTo(304);
        }
    }

    private static int status(HttpClient http, HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void a_change_is_seen_by_the_next_poll() {
        for (int i = 0; i < 5; i++) {
            assertThat(status("?since=$")).isEqualTo(304);
            write();
            TestServer.Reply changed = poll("?since=$", token, "If-None-Match", etag);
            assertThat(changed.status()).isEqualTo(200);
            assertThat(changed.body().path("notifications")).hasSize(1);
            read();
        }
    }

    @Test
    void a_token_ends_when_it_says() {
        String brief = ShortToken.of(user, TestServer.JWT_SECRET, server.clock(), Duration.ofSeconds(60));
        assertThat(poll("?since=$", brief, "If-None-Match", etag).status()).isEqualTo(304);
        assertThat(poll("?since=$", brief, "If-None-Match", etag).status()).isEqualTo(304);
        server.clock().advance(Duration.ofSeconds(61));
        assertThat(poll("?since=$", brief, "If-None-Match", etag).status()).isEqualTo(401);
    }

    @Test
    void another_users_cursor_and_another_databases_tag_are_none() {
        String email = UUID.randomUUID() + "@example.org";
        server.user(email);
        String other = server.login(email).accessToken();
        server.get("/notifications", other);
        assertThat(poll("?since=$", other, "If-None-Match", etag).status()).isEqualTo(400);
        assertThat(poll("", other, "If-None-Match", etag).status()).isEqualTo(200);
        assertThat(poll("", token, "If-None-Match", "\"0-1\"").status()).isEqualTo(200);
        assertThat(poll("", TestServer.SERVICE_KEY, "If-None-Match", etag).status())
                .isEqualTo(403);
    }

    @Test
    void it_is_counted_and_limited_and_has_the_headers_of_every_answer() {
        String line =
                "hivesync_http_request_duration_seconds_count{route=\"GET /api/v1/notifications\",status=\"304\"}";
        double before = counted(line);
        TestServer.Reply first = poll("?since=$", token, "If-None-Match", etag, "X-Correlation-Id", "asked-for.1");
        assertThat(first.headers())
                .containsEntry("X-Correlation-Id", "asked-for.1")
                .containsEntry("ETag", etag);
        assertThat(first.headers().get("Poll-Interval")).isNull();
        assertThat(poll("?since=$", token, "If-None-Match", etag, "X-Correlation-Id", "no id")
                        .headers())
                .hasEntrySatisfying("X-Correlation-Id", id -> assertThat(id).hasSize(36));
        assertThat(counted(line)).isEqualTo(before + 2);

        int status = 304;
        for (int i = 0; i < 50 && status == 304; i++) {
            status = status("?since=$");
        }
        TestServer.Reply refused = poll("?since=$", token, "If-None-Match", etag);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsKey("Retry-After");
    }

    private static double counted(String line) {
        return server.get("/metrics", TestServer.SERVICE_KEY)
                .body()
                .stringValue()
                .lines()
                .filter(one -> one.startsWith(line))
                .mapToDouble(one -> Double.parseDouble(one.substring(line.length())))
                .sum();
    }

    @Test
    void several_tags_and_weak_ones_are_understood_too() {
        for (String tags : List.of("W/" + etag, "\"x\", " + etag, etag + ",\"y\"")) {
            assertThat(poll("?since=$", token, "If-None-Match", tags).status()).isEqualTo(304);
        }
    }
}
