package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.api.Limits;
import dev.hivesync.server.api.ShortToken;
import dev.hivesync.server.api.SignedCursor;
import dev.hivesync.server.store.Accounts;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Plain polls are answered past the routes. Each is sent twice here, once with a header that changes nothing but that
/// it is for the routes, and no byte that comes back may tell.
class PollBytesTest {

    private static final int POLLS = 40;

    /// Every answer asks the client to slow down.
    @RegisterExtension
    static final TestServer server = new TestServer(new Limits(0, 0, 0, 0, POLLS, 0, 90, false));

    private String user = "";
    private String token = "";
    private String at0 = "";
    private String at3 = "";
    private String head = "";
    private String etag = "";
    private String oldEtag = "";
    private String foreign = "";

    @BeforeEach
    void rows() throws Exception {
        user = "u-" + UUID.randomUUID();
        // Without a password, whose hash would take most of the time of these tests.
        new Accounts(server.database()).save(new Accounts.User(user, user + "@example.org", "none"));
        token = ShortToken.of(user, TestServer.JWT_SECRET, server.clock(), Duration.ofMinutes(20));
        fill(server.databaseUrl(), user);
        // Seen once, so that the token is known; with a header, so that no poll is counted.
        TestServer.Reply first = server.get("/notifications?since=&limit=3", token);
        SignedCursor cursors =
                SignedCursor.like(first.body().path("next_cursor").asString(), TestServer.JWT_SECRET);
        at0 = cursors.at(user, 0);
        at3 = cursors.at(user, 3);
        head = cursors.at(user, 9);
        foreign = cursors.at("u-other", 3);
        etag = cursors.etag(9);
        oldEtag = cursors.etag(3);
    }

    /// Rows of every kind: without a project, read, of a type of tomorrow, with what JSON must quote and what it need
    /// not, from before 1970, and to the microsecond.
    private static void fill(String url, String user) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                var insert = connection.prepareStatement("""
                    INSERT INTO notifications
                    (user_id, notification_id, project_id, type, payload, created_at, read_at, revision)
                    VALUES (?, gen_random_uuid(), ?, ?, ?::json, ?::timestamptz, ?::timestamptz, ?)
                    """);
                var counter = connection.prepareStatement(
                        "INSERT INTO user_revision (user_id, revision, unread) VALUES (?, 9, 6)")) {
            String[][] rows = {
                {
                    "p",
                    "ai_job_started",
                    "{\"job_id\":\"j\",\"project_id\":\"p\",\"action\":\"a\"}",
                    "2026-11-23 08:00:00.5Z",
                    null
                },
                {
                    null,
                    "system_health_issue",
                    "{\"message\":\"Grüße, 世界 🐝\"}",
                    "2026-11-23 08:00:00.123456Z",
                    "2026-11-24 00:00:00Z"
                },
                {"p\\q", "of\n\"tomorrow\"", "{\"seen\":{\"by\":[1,2.5,null]}}", "1969-12-31 23:59:59.999999Z", null},
                {"päng", "of\u007f morgen ü", "{}", "0001-01-01 00:00:00Z", "9999-12-31 23:59:59.999999Z"},
                {"p", "ai_job_failed", "{\"job_id\":\"k\",\"error\":\"\\\"no\\\"\"}", "2024-02-29 12:00:00Z", null},
                {
                    "p",
                    "repo_sync_success",
                    "{\"sync_id\":\"s\",\"commit\":\"afe127c\"}",
                    "2026-11-23 00:00:00Z",
                    "2026-11-23 00:00:00Z"
                },
                {"p", "preview_ready", "{ \"preview_token\" : \"ABC\" }", "2026-12-31 23:59:59.000001Z", null},
                {"", "x", "{\"a\":\"\\u0001\"}", "1970-01-01 00:00:00Z", null},
                {"p", "\t", "{}", "2100-03-01 00:00:00Z", null},
            };
            for (int i = 0; i < rows.length; i++) {
                insert.setString(1, user);
                for (int column = 0; column < rows[i].length; column++) {
                    insert.setString(column + 2, rows[i][column]);
                }
                insert.setLong(7, i + 1L);
                insert.addBatch();
            }
            insert.executeBatch();
            counter.setString(1, user);
            counter.execute();
        }
    }

    private static List<Arguments> requests() {
        return List.of(
                Arguments.of("GET", "", "", 200),
                Arguments.of("GET", "?limit=1", "", 200),
                Arguments.of("GET", "?limit=500", "", 200),
                Arguments.of("GET", "?limit=007", "", 200),
                Arguments.of("GET", "?since=", "", 200),
                Arguments.of("GET", "?since=@0", "", 200),
                Arguments.of("GET", "?since=@3", "", 200),
                Arguments.of("GET", "?since=@3&limit=2", "", 200),
                Arguments.of("GET", "?limit=2&since=@3", "", 200),
                Arguments.of("GET", "?since=@3&limit=6", "", 200),
                Arguments.of("GET", "?since=@3&limit=5", "", 200),
                Arguments.of("GET", "?since=@head", "", 200),
                Arguments.of("GET", "?since=@3", "If-None-Match: @old", 200),
                Arguments.of("GET", "?since=@3", "If-None-Match: @etag", 200),
                Arguments.of("GET", "?since=@3", "If-None-Match: *", 200),
                Arguments.of("GET", "?since=@3", "Accept-Encoding: gzip, br", 200),
                Arguments.of("GET", "?since=@3", "Accept: text/html", 200),
                Arguments.of("GET", "?since=@3", "Range: bytes=0-10", 200),
                Arguments.of("GET", "?since=@3", "Origin: https://evil.example", 200),
                Arguments.of("GET", "?since=@3", "Cookie: a=b", 200),
                Arguments.of("GET", "?since=@3", "X-Correlation-Id: asked-for.1", 200),
                Arguments.of("GET", "?since=@3", "X-Correlation-Id: no id", 200),
                Arguments.of("GET", "?since=@3", "Connection: close", 200),
                Arguments.of("GET", "?since=@head", "If-None-Match: @etag", 304),
                Arguments.of("GET", "?since=@head", "If-None-Match: W/@etag", 304),
                Arguments.of("GET", "", "If-None-Match: \"x\", @etag", 304),
                Arguments.of("GET", "?since=@3&since=@head", "", 200),
                Arguments.of("GET", "?limit=1&limit=2", "", 200),
                Arguments.of("GET", "?since=@3&unread=true", "", 200),
                Arguments.of("GET", "?since=@3&type=x&project_id=p", "", 200),
                Arguments.of("GET", "?since=%41", "", 400),
                Arguments.of("GET", "?since=rubbish", "", 400),
                Arguments.of("GET", "?since=%zz", "", 400),
                Arguments.of("GET", "?since=@3&x=%", "", 400),
                Arguments.of("GET", "?since=A", "", 400),
                Arguments.of("GET", "?since=@foreign", "", 400),
                Arguments.of("GET", "?since=@3x", "", 400),
                Arguments.of("GET", "?since=@3&limit=0", "", 422),
                Arguments.of("GET", "?since=@3&limit=501", "", 422),
                Arguments.of("GET", "?since=@3&limit=", "", 422),
                Arguments.of("GET", "?since", "", 200),
                Arguments.of("GET", "?&since=@3&", "", 200),
                Arguments.of("GET", "?SINCE=@3", "", 200),
                Arguments.of("HEAD", "?since=@3", "", 200),
                Arguments.of("HEAD", "?since=@head", "If-None-Match: @etag", 304),
                Arguments.of("DELETE", "?since=@3", "", 405));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void the_bytes_are_those_that_the_route_sends(String method, String query, String header, int status)
            throws Exception {
        String plain = ask(method, query, header, token);
        assertThat(plain).startsWith("HTTP/1.1 " + status + " ");
        assertThat(plain).isEqualTo(ask(method, query, header, token, "Content-Length: 0"));
    }

    @Test
    void a_cursor_that_was_pruned_is_refused_alike_and_counted_once() throws Exception {
        try (Connection connection = DriverManager.getConnection(server.databaseUrl());
                var statement = connection.createStatement()) {
            statement.execute("UPDATE user_revision SET pruned = 5 WHERE user_id = '" + user + "'");
        }
        String refused = ask("GET", "?since=@3", "", token);
        assertThat(refused).startsWith("HTTP/1.1 410 ").contains("CURSOR_EXPIRED");
        assertThat(refused).isEqualTo(ask("GET", "?since=@3", "", token, "Content-Length: 0"));
        // Three are gone; a poll that fails must not take two.
        for (int i = 3; i < POLLS; i++) {
            assertThat(ask("GET", "?since=@3", "", token)).startsWith("HTTP/1.1 410 ");
        }
        String limited = ask("GET", "?since=@3", "", token);
        assertThat(limited).startsWith("HTTP/1.1 429 ").contains("Retry-After: ");
        assertThat(limited).isEqualTo(ask("GET", "?since=@3", "", token, "Content-Length: 0"));
    }

    @Test
    void a_token_that_is_wrong_or_has_ended_is_refused_alike() throws Exception {
        String brief = ShortToken.of(user, TestServer.JWT_SECRET, server.clock(), Duration.ofMinutes(1));
        assertThat(ask("GET", "?since=@3", "", brief)).startsWith("HTTP/1.1 200 ");
        server.clock().advance(Duration.ofSeconds(61));
        for (String wrong : List.of(brief, token + "x", "", TestServer.SERVICE_KEY)) {
            String refused = ask("GET", "?since=@3", "", wrong);
            assertThat(refused).containsPattern("^HTTP/1.1 40[13] ");
            assertThat(refused).isEqualTo(ask("GET", "?since=@3", "", wrong, "Content-Length: 0"));
        }
    }

    @Test
    void the_routes_are_passed_by() throws Exception {
        ask("GET", "?since=@3", "", token);
        assertThat(Thread.getAllStackTraces().keySet())
                .anyMatch(thread -> thread.getName().startsWith("poll-"));
    }

    private String ask(String method, String query, String header, String credential, String... more)
            throws IOException {
        URI address = URI.create(server.url());
        String request = method + " /api/v1/notifications" + filled(query) + " HTTP/1.1\r\nHost: "
                + address.getAuthority() + "\r\nAuthorization: Bearer " + credential + "\r\n"
                + (header.isEmpty() ? "" : filled(header) + "\r\n")
                + String.join(
                        "", List.of(more).stream().map(line -> line + "\r\n").toList())
                + (header.startsWith("Connection") ? "" : "Connection: close\r\n")
                + "\r\n";
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("Date: [^\r]*", "Date: now")
                    .replaceFirst("X-Correlation-Id: [0-9a-f-]{36}\r", "X-Correlation-Id: new\r")
                    .replaceFirst("\"server_time\":\"[^\"]{27}\"", "\"server_time\":\"now\"");
        }
    }

    private String filled(String text) {
        return text.replace("@0", at0)
                .replace("@3", at3)
                .replace("@head", head)
                .replace("@foreign", foreign)
                .replace("@etag", etag)
                .replace("@old", oldEtag);
    }
}
