package dev.hivesync.sync;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.page;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import dev.hivesync.wire.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What networks, proxies and servers do to one request: each fault ends in time with a reply that fits, and the next
/// request finds a good server as if nothing had been.
class HttpFaultsTest {

    private static final Cursor START = Cursor.START;
    private static final String PORTAL = "<!doctype html><title>Welcome to the hotel's network</title>";

    /// The program's own client but for its patience.
    private final OkHttpClient http = HttpBackend.client()
            .newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .readTimeout(Duration.ofMillis(700))
            .callTimeout(Duration.ofMillis(1_500))
            .build();

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final OneToken session = new OneToken(true);

    @AfterEach
    void stop() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private HttpBackend backend(OkHttpClient with) {
        return new HttpBackend(with, server.url("/"), session, InstantSource.fixed(NOW));
    }

    private static MockResponse.Builder good() {
        return new MockResponse.Builder()
                .body(Json.MAPPER.writeValueAsString(page("c1", false, unread("a", 1))))
                .setHeader("ETag", "\"1\"");
    }

    private Reply<Page> afterwards(MockResponse fault) {
        HttpBackend backend = backend(http);
        server.enqueue(fault);
        Reply<Page> reply = backend.changes(START, null);
        server.enqueue(good().build());
        Reply<Page> next = backend.changes(START, null);
        assertThat(next).as("the server is well again").isInstanceOf(Reply.Ok.class);
        return reply;
    }

    @Test
    void headers_that_stall_are_not_waited_for() {
        assertThat(afterwards(
                        good().onResponseStart(SocketEffect.Stall.INSTANCE).build()))
                .isInstanceOf(Reply.Unavailable.class);
    }

    @Test
    void a_body_that_stalls_is_not_waited_for() {
        assertThat(afterwards(good().onResponseBody(SocketEffect.Stall.INSTANCE).build()))
                .isInstanceOf(Reply.Unavailable.class);
    }

    @Test
    void a_body_of_one_byte_at_a_time_ends_with_the_call() {
        assertThat(afterwards(good().throttleBody(1, 300, TimeUnit.MILLISECONDS).build()))
                .isInstanceOf(Reply.Unavailable.class);
    }

    @Test
    void half_a_body_is_no_body() {
        assertThat(afterwards(
                        good().onResponseBody(new SocketEffect.CloseSocket()).build()))
                .isInstanceOf(Reply.Unavailable.class);
        // Half a body that the length allows for.
        String whole = Json.MAPPER.writeValueAsString(page("c1", false, unread("a", 1)));
        assertThat(afterwards(new MockResponse.Builder()
                        .body(whole.substring(0, whole.length() / 2))
                        .build()))
                .isInstanceOf(Reply.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PORTAL,
                "",
                "null",
                "{}",
                "[]",
                "\"ok\"",
                "{\"notifications\":[],\"has_more\":false}",
                "{\"notifications\":[],\"next_cursor\":null,\"has_more\":false}",
                "{\"notifications\":{},\"next_cursor\":\"c\",\"has_more\":false}",
                "{\"notifications\":[],\"next_cursor\":\"c\"}",
            })
    void what_is_not_a_page_is_not_from_our_server(String body) throws IOException {
        assertThat(afterwards(new MockResponse.Builder().body(body).build())).isInstanceOf(Reply.Unavailable.class);
        assertThat(afterwards(new MockResponse.Builder()
                        .setHeader("Content-Encoding", "gzip")
                        .body(zipped(body.getBytes(StandardCharsets.UTF_8), 1))
                        .build()))
                .isInstanceOf(Reply.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {PORTAL, "", "null", "{}", "{\"marked\":1}", "[]"})
    void what_is_not_an_answer_settles_no_wish(String body) {
        server.enqueue(new MockResponse.Builder().body(body).build());

        Reply<Api.Marked> reply = backend(http).mark(List.of("a"), true);

        assertThat(reply).isInstanceOf(Reply.Unavailable.class);
    }

    @Test
    void a_portal_that_answers_401_signs_nobody_out() {
        assertThat(afterwards(new MockResponse.Builder()
                        .code(401)
                        .setHeader("Content-Type", "text/html; charset=utf-8")
                        .body(PORTAL)
                        .build()))
                .isInstanceOf(Reply.Unavailable.class);
        assertThat(session.renewals).hasValue(0);
    }

    @Test
    void a_session_that_cannot_be_renewed_for_now_is_not_signed_out() {
        HttpBackend backend = new HttpBackend(http, server.url("/"), new OneToken(false), InstantSource.fixed(NOW));
        server.enqueue(new MockResponse.Builder().code(401).build());

        assertThat(backend.changes(START, null)).isInstanceOf(Reply.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void no_token_goes_to_another_host(int status) throws IOException {
        try (MockWebServer elsewhere = new MockWebServer()) {
            elsewhere.start();
            assertThat(afterwards(new MockResponse.Builder()
                            .code(status)
                            .setHeader("Location", elsewhere.url("/api/v1/notifications"))
                            .build()))
                    .isInstanceOf(Reply.Unavailable.class);
            assertThat(elsewhere.getRequestCount()).isZero();
        }
    }

    @Test
    void a_redirect_loop_is_one_request() {
        server.enqueue(new MockResponse.Builder()
                .code(307)
                .setHeader("Location", server.url("/api/v1/notifications?since="))
                .build());

        assertThat(backend(http).changes(START, null)).isInstanceOf(Reply.Unavailable.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private static Buffer zipped(byte[] block, int times) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                out.write(block);
            }
        }
        return new Buffer().write(bytes.toByteArray());
    }

    @Test
    void a_gzip_bomb_is_left_packed() throws IOException {
        OkHttpClient patient = http.newBuilder()
                .readTimeout(Duration.ofSeconds(20))
                .callTimeout(Duration.ofSeconds(30))
                .build();
        server.enqueue(new MockResponse.Builder()
                .setHeader("Content-Encoding", "gzip")
                .body(zipped(new byte[1 << 20], 256))
                .build());

        assertThat(backend(patient).changes(START, null))
                .isEqualTo(new Reply.Unavailable<>("AnswerTooLargeException", null));
    }

    @Test
    void an_oversized_answer_is_not_kept() {
        OkHttpClient patient =
                http.newBuilder().callTimeout(Duration.ofSeconds(30)).build();
        server.enqueue(new MockResponse.Builder()
                .chunkedBody(" ".repeat(9 << 20), 1 << 16)
                .build());

        assertThat(backend(patient).changes(START, null))
                .isEqualTo(new Reply.Unavailable<>("AnswerTooLargeException", null));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 407, 413, 418, 421, 429, 451, 500, 502, 503, 504, 511})
    void a_status_without_the_contracts_code_may_pass_later(int status) {
        assertThat(afterwards(
                        new MockResponse.Builder().code(status).body(PORTAL).build()))
                .isInstanceOf(Reply.Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource({"400, INVALID_CURSOR", "403, FORBIDDEN", "422, INVALID_INPUT", "413, INVALID_INPUT"})
    void a_refusal_in_the_contracts_words_is_a_refusal(int status, String code) {
        assertThat(afterwards(new MockResponse.Builder()
                        .code(status)
                        .body("{\"error\":{\"code\":\"" + code + "\",\"message\":\"No.\",\"details\":{}}}")
                        .build()))
                .isEqualTo(new Reply.Rejected<>(status, code));
    }

    @ParameterizedTest
    @CsvSource({
        "429, 30, 30",
        "503, 30, 30",
        "500, 30, 30",
        "502, 30, 30",
        "429, -5, ",
        "503, soon, ",
        "503, 1e3, ",
        "503, 4000000000000000000000, 3600",
        "503, 0, 1",
        "503, 'Mon, 23 Nov 2026 08:02:00 GMT', 120",
        "503, 'Mon, 23 Nov 2009 08:02:00 GMT', 1",
        "503, '', ",
    })
    void every_form_of_retry_after_comes_through(int status, String header, @Nullable Long seconds) {
        Reply<Page> reply = afterwards(new MockResponse.Builder()
                .code(status)
                .setHeader("Retry-After", header)
                .build());

        assertThat(reply)
                .isEqualTo(new Reply.Unavailable<>(
                        "status " + status, seconds == null ? null : Duration.ofSeconds(seconds), true));
    }

    @Test
    void of_several_retry_after_headers_the_longest_counts() {
        Reply<Page> reply = afterwards(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "20")
                .addHeader("Retry-After", "90")
                .addHeader("Retry-After", "junk")
                .build());

        assertThat(reply).isEqualTo(new Reply.Unavailable<>("status 503", Duration.ofSeconds(90), true));
    }

    @Test
    void a_date_counts_from_the_servers_own_clock() {
        Reply<Page> reply = afterwards(new MockResponse.Builder()
                .code(503)
                .setHeader("Date", "Thu, 01 Jan 2037 00:00:00 GMT")
                .setHeader("Retry-After", "Thu, 01 Jan 2037 00:00:40 GMT")
                .build());

        assertThat(reply).isEqualTo(new Reply.Unavailable<>("status 503", Duration.ofSeconds(40), true));
    }

    @Test
    void one_row_that_cannot_be_read_keeps_no_other() {
        String body = """
                {"later": {"deep": [1, 2]}, "notifications": [
                  {"notification_id":"a","user_id":"u","project_id":null,"type":"ai_job_completed",
                   "payload":{"job_id":"j","project_id":"p","action":"x","later":true},
                   "created_at":"2026-11-23T08:00:00.000000Z","read_at":null,"revision":1,"later":[]},
                  {"notification_id":"no revision","user_id":"u","type":"ai_job_completed","payload":{},
                   "created_at":"2026-11-23T08:00:00.000000Z","read_at":null},
                  {"notification_id":"bad time","user_id":"u","type":"t","payload":{},"created_at":"yesterday",
                   "read_at":null,"revision":3},
                  {"notification_id":5}, 7, null, [], "text",
                  {"notification_id":"b","user_id":"u","type":"of_a_later_version","payload":[1],
                   "created_at":"2026-11-23T08:00:00Z","revision":8},
                  {"notification_id":"c","user_id":"u","type":"ai_job_completed",
                   "created_at":"2026-11-23T08:00:00Z","read_at":null,"revision":9}],
                 "next_cursor":"c9","has_more":false}""";

        Reply<Page> reply = afterwards(new MockResponse.Builder().body(body).build());

        assertThat(reply).isInstanceOfSatisfying(Reply.Ok.class, ok -> {
            Page page = (Page) ok.body();
            assertThat(page.notifications().stream().map(Notification::notificationId))
                    .containsExactly("a", "b", "c");
            assertThat(page.notifications().getLast().payload()).isInstanceOf(Payload.Other.class);
            assertThat(page.nextCursor()).isEqualTo(new Cursor("c9"));
        });
    }

    @Test
    void a_name_that_cannot_be_resolved_is_a_network_that_is_down() {
        OkHttpClient nowhere = http.newBuilder()
                .dns(_ -> {
                    throw new UnknownHostException("no such host");
                })
                .build();

        assertThat(backend(nowhere).changes(START, null))
                .isEqualTo(new Reply.Unavailable<>("UnknownHostException", null));
        server.enqueue(good().build());
        assertThat(backend(http).changes(START, null)).isInstanceOf(Reply.Ok.class);
    }

    @Test
    void a_dead_address_does_not_hide_a_good_one() throws Exception {
        // MockWebServer listens on IPv4 alone.
        List<InetAddress> both = List.of(InetAddress.ofLiteral("::1"), InetAddress.ofLiteral("127.0.0.1"));
        OkHttpClient dual = http.newBuilder().dns(_ -> both).build();
        server.enqueue(good().build());

        assertThat(backend(dual).changes(START, null)).isInstanceOf(Reply.Ok.class);
    }

    @Test
    void a_port_where_nobody_listens_is_not_the_end() throws IOException {
        try (TcpProxy proxy = new TcpProxy(server.getPort())) {
            proxy.refuse();
            HttpBackend backend = new HttpBackend(
                    http, server.url("/").newBuilder().port(proxy.port()).build(), session, InstantSource.fixed(NOW));
            assertThat(backend.changes(START, null)).isInstanceOf(Reply.Unavailable.class);

            proxy.heal();
            server.enqueue(good().build());
            assertThat(backend.changes(START, null)).isInstanceOf(Reply.Ok.class);
        }
    }

    @Test
    void what_is_under_way_over_a_network_that_is_gone_can_be_given_up() throws Exception {
        HttpBackend backend = new HttpBackend(HttpBackend.client(), server.url("/"), session, InstantSource.fixed(NOW));
        server.enqueue(good().onResponseStart(SocketEffect.Stall.INSTANCE).build());
        var reply = new java.util.concurrent.CompletableFuture<Reply<Page>>();
        Thread.ofVirtual().start(() -> reply.complete(backend.changes(START, null)));
        RecordedRequest asked = server.takeRequest(5, TimeUnit.SECONDS);
        assertThat(asked).isNotNull();

        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(5))
                .until(() -> {
                    backend.abandon();
                    return reply.isDone();
                });

        assertThat(reply.get(5, TimeUnit.SECONDS)).isInstanceOf(Reply.Unavailable.class);
    }
}
