package dev.hivesync.sync;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.page;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Page;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Rounds of polling against a real socket.
class PollerTest {

    private final MockWebServer server = new MockWebServer();
    private final OkHttpClient http = HttpBackend.client();
    private final Recorder recorder = new Recorder();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private Poller poller() {
        return new Poller(
                new HttpBackend(http, server.url("/"), new FixedToken("token-1"), InstantSource.fixed(NOW)),
                recorder,
                recorder,
                new PollSchedule(new Random(1)),
                new MonotonicPause(),
                InstantSource.fixed(NOW));
    }

    private void answer(int status, String body, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder().code(status).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            response.setHeader(headers[i], headers[i + 1]);
        }
        server.enqueue(response.build());
    }

    private void answer(Page page, String etag) {
        answer(200, Json.MAPPER.writeValueAsString(page), "ETag", etag);
    }

    private void noProjects() {
        answer(200, "[]");
    }

    private RecordedRequest request() throws InterruptedException {
        RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came");
        }
        return request;
    }

    @Test
    void a_round_reads_all_pages_and_each_moves_the_cursor() throws Exception {
        answer(page("c1", true, unread("a", 1)), "\"2\"");
        answer(page("c2", false, unread("b", 2)), "\"2\"");
        noProjects();

        Duration pause = poller().round();

        assertThat(request().getTarget()).isEqualTo("/api/v1/notifications?since=&limit=500");
        RecordedRequest second = request();
        assertThat(second.getTarget()).isEqualTo("/api/v1/notifications?since=c1&limit=500");
        assertThat(second.getHeaders().get("Authorization")).isEqualTo("Bearer token-1");
        assertThat(request().getTarget()).isEqualTo("/api/v1/projects");
        assertThat(recorder.ids).containsExactly("a", "b");
        assertThat(pause).isBetween(Duration.ofMillis(40_500), Duration.ofMillis(49_500));
        assertThat(recorder.standing).isEqualTo(Reception.Standing.ANSWERED);
    }

    @Test
    void nothing_new_costs_a_304() throws Exception {
        recorder.position = new Reception.Position(new Cursor("c7"), "\"7\"");
        answer(304, "", "Poll-Interval", "90");

        Duration pause = poller().round();

        assertThat(request().getHeaders().get("If-None-Match")).isEqualTo("\"7\"");
        assertThat(pause).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(99));
        assertThat(recorder.ids).isEmpty();
    }

    @Test
    void an_expired_cursor_means_reading_everything_anew() throws Exception {
        recorder.position = new Reception.Position(new Cursor("old"), "\"9\"");
        answer(410, "{\"error\":{\"code\":\"CURSOR_EXPIRED\",\"message\":\"\",\"details\":{}}}");
        answer(page("d1", true, unread("a", 1)), "\"2\"");
        answer(page("d2", false, unread("b", 2)), "\"2\"");
        noProjects();

        var _ = poller().round();

        assertThat(request().getTarget()).contains("since=old");
        assertThat(request().getTarget()).contains("since=&");
        assertThat(recorder.anew).isEqualTo(1);
        assertThat(recorder.position.cursor()).isEqualTo(new Cursor("d2"));
    }

    @Test
    void failures_back_off_and_one_answer_ends_that() {
        Poller poller = poller();
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answer(503, "");
            seconds.add(Math.round(poller.round().toMillis() / 1000.0));
        }
        assertThat(seconds.get(0)).isBetween(13L, 17L);
        assertThat(seconds.get(1)).isBetween(27L, 33L);
        assertThat(seconds.get(2)).isBetween(54L, 66L);
        assertThat(seconds.get(3)).isBetween(108L, 132L);
        assertThat(seconds.get(4)).isBetween(108L, 132L);
        assertThat(recorder.standing).isEqualTo(Reception.Standing.UNREACHABLE);

        answer(304, "");
        assertThat(poller.round()).isGreaterThan(Duration.ofSeconds(40));
        answer(503, "", "Retry-After", "20");
        assertThat(poller.round()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(22));
    }

    @Test
    void a_captive_portal_is_not_the_backend() {
        answer(200, "<html>Please sign in to the hotel's network</html>");

        assertThat(poller().round()).isLessThan(Duration.ofSeconds(17));
        assertThat(recorder.standing).isEqualTo(Reception.Standing.UNREACHABLE);
    }

    @Test
    void no_token_follows_a_redirect() throws Exception {
        answer(302, "", "Location", server.url("/elsewhere").toString());

        var _ = poller().round();

        assertThat(request().getTarget()).startsWith("/api/v1/notifications");
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(recorder.standing).isEqualTo(Reception.Standing.UNREACHABLE);
    }

    @Test
    void wishes_go_out_before_news_come_in() throws Exception {
        recorder.waiting.add(new Intents.Batch(List.of("a", "b"), true, 2));
        recorder.waiting.add(new Intents.Batch(List.of("c"), false, 3));
        answer(200, "{\"marked\":2,\"read_at\":\"2026-11-23T08:00:00.000000Z\",\"unread_count\":0,\"revision\":4}");
        answer(200, "{\"marked\":1,\"read_at\":null,\"unread_count\":1,\"revision\":5}");
        answer(page("c1", false), "\"5\"");
        noProjects();

        var _ = poller().round();

        RecordedRequest read = request();
        assertThat(read.getTarget()).isEqualTo("/api/v1/notifications/mark_read");
        assertThat(read.getBody())
                .isNotNull()
                .extracting(body -> body.utf8())
                .isEqualTo("{\"notification_ids\":[\"a\",\"b\"]}");
        assertThat(request().getTarget()).isEqualTo("/api/v1/notifications/mark_unread");
        assertThat(request().getTarget()).startsWith("/api/v1/notifications?");
        assertThat(recorder.waiting).isEmpty();
    }

    @Test
    void news_come_in_while_the_server_takes_no_marks() throws Exception {
        recorder.waiting.add(new Intents.Batch(List.of("a"), true, 1));
        answer(503, "{\"error\":{\"code\":\"DEPENDENCY_FAILURE\",\"message\":\"x\",\"details\":{}}}");
        answer(page("c1", false), "\"5\"");
        noProjects();

        var _ = poller().round();

        assertThat(request().getTarget()).isEqualTo("/api/v1/notifications/mark_read");
        assertThat(request().getTarget()).startsWith("/api/v1/notifications?");
        assertThat(recorder.position.cursor()).isEqualTo(new Cursor("c1"));
        assertThat(recorder.standing).isEqualTo(Reception.Standing.ANSWERED);
        assertThat(recorder.waiting).hasSize(1);
    }

    @Test
    void a_server_that_names_its_time_for_marks_is_asked_nothing_before() {
        recorder.waiting.add(new Intents.Batch(List.of("a"), true, 1));
        answer(429, "", "Retry-After", "30");

        assertThat(poller().round()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(34));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void a_refused_token_means_signed_out() {
        answer(401, "");

        assertThat(poller().round()).isBetween(Duration.ofSeconds(14), Duration.ofSeconds(15));
        assertThat(recorder.standing).isEqualTo(Reception.Standing.SIGNED_OUT);
    }

    /// Remembers what the poller hands over.
    private static final class Recorder implements Reception, Intents {

        final List<String> ids = new ArrayList<>();
        final Map<String, String> refused = new LinkedHashMap<>();
        final Deque<Batch> waiting = new ArrayDeque<>();
        Position position = new Position(Cursor.START, null);

        @Nullable
        Standing standing;

        int anew;

        @Override
        public Position position() {
            return position;
        }

        @Override
        public void page(Page page, @Nullable String etag) {
            page.notifications().forEach(row -> ids.add(row.notificationId()));
            position = new Position(page.nextCursor(), etag);
        }

        @Override
        public void all(List<Page> pages, @Nullable String etag) {
            anew++;
            pages.forEach(page -> page(page, etag));
        }

        @Override
        public void projects(List<Api.Project> projects) {}

        @Override
        public boolean jobActive() {
            return false;
        }

        @Override
        public void polled(Standing next, Duration interval, @Nullable Instant due) {
            standing = next;
        }

        @Override
        public Optional<Batch> oldest() {
            return Optional.ofNullable(waiting.peek());
        }

        @Override
        public void delivered(Batch batch, Api.Marked answer) {
            waiting.remove(batch);
        }

        @Override
        public void refused(Batch single, String reason) {
            waiting.remove(single);
            refused.put(single.ids().getFirst(), reason);
        }
    }
}
