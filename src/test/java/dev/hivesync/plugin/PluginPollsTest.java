package dev.hivesync.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.bridge.Desk;
import dev.hivesync.plugin.HttpPolls.Access;
import dev.hivesync.plugin.PluginPolls.Answer;
import dev.hivesync.plugin.PluginPolls.Place;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The polling side: what servers answer, and when the next poll is due.
class PluginPollsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Place PLACE = new Place(new Cursor("c-1"), null);

    @TempDir
    Path directory;

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final OkHttpClient http = new OkHttpClient();
    private final AtomicLong now = new AtomicLong();

    @AfterEach
    void close() {
        http.dispatcher().executorService().shutdown();
    }

    @ParameterizedTest
    @CsvSource({
        "503, 99999999999999999999, 3600",
        "503, 4000000000, 3600",
        "429, 7, 7",
        "503, 0, 1",
        "503, -1, ",
        "503, soon, ",
    })
    void whatever_number_a_server_sends_it_is_waited_for_an_hour_at_most(int status, String header, Long seconds) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Retry-After", header)
                .build());
        assertThat(polls().fetch(PLACE))
                .isEqualTo(new Answer.Unreachable(seconds == null ? null : Duration.ofSeconds(seconds)));
    }

    @Test
    void a_token_follows_no_redirect() {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", server.url("/elsewhere").toString())
                .build());
        assertThat(polls().fetch(PLACE)).isEqualTo(new Answer.Unreachable(null));
        assertThat(server.getRequestCount()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"null", "'{}'", "'<html>'", "'[1]'"})
    void an_answer_that_is_no_page_is_no_answer(String body) {
        server.enqueue(new MockResponse.Builder().body(body).build());
        assertThat(polls().fetch(PLACE)).isInstanceOf(Answer.Unreachable.class);
    }

    @Test
    void a_page_that_does_not_tell_the_time_is_no_answer() {
        String page = Json.MAPPER.writeValueAsString(page(0)).replaceFirst("\"server_time\":\"[^\"]*\"", "\"x\":1");
        assertThat(page).doesNotContain("server_time");
        server.enqueue(new MockResponse.Builder().body(page).build());
        assertThat(polls().fetch(PLACE)).isInstanceOf(Answer.Unreachable.class);
    }

    @Test
    void without_a_desktop_read_marks_go_to_the_backend() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return request.getTarget().endsWith("mark_read")
                        ? new MockResponse.Builder().body("{}").build()
                        : new MockResponse.Builder()
                                .body(Json.MAPPER.writeValueAsString(page(0)))
                                .build();
            }
        });
        PluginConfig config = new PluginConfig(directory.resolve("bridge.json"), "test");
        try (PluginClient client = new PluginClient(config, new Recorder(), polls(), http)) {
            client.start();
            client.ack(List.of("n-1"));
            await().until(() -> server.getRequestCount() >= 2);
            RecordedRequest first = server.takeRequest();
            RecordedRequest marked = first.getTarget().endsWith("mark_read") ? first : server.takeRequest();
            while (!marked.getTarget().endsWith("mark_read")) {
                marked = server.takeRequest();
            }
            assertThat(marked.getBody().utf8()).isEqualTo("{\"notification_ids\":[\"n-1\"]}");
        }
    }

    @Test
    void a_job_quickens_the_next_poll_and_its_end_slows_it() {
        PollTurn turn = turn();
        assertThat(seconds(turn, fresh(null), true)).isBetween(10.0, 15.0);
        assertThat(seconds(turn, fresh(null), false)).isBetween(40.0, 50.0);
    }

    @Test
    void offline_backs_off_to_two_minutes_and_recovers_at_once() {
        PollTurn turn = turn();
        Answer silence = new Answer.Unreachable(null);
        assertThat(seconds(turn, silence, true)).isBetween(13.0, 17.0);
        assertThat(seconds(turn, silence, true)).isBetween(27.0, 33.0);
        assertThat(seconds(turn, silence, true)).isBetween(54.0, 66.0);
        for (int i = 0; i < 100; i++) {
            assertThat(seconds(turn, silence, true)).isBetween(108.0, 132.0);
        }
        assertThat(seconds(turn, fresh(null), false)).isBetween(40.0, 50.0);
    }

    @Test
    void what_a_server_asks_for_is_not_undercut_by_chance_or_wishes() {
        PollTurn turn = turn();
        Duration hour = Duration.ofHours(1);
        assertThat(seconds(turn, fresh(hour), true)).isGreaterThanOrEqualTo(3_600);
        assertThat(seconds(turn, new Answer.Unreachable(hour), false)).isGreaterThanOrEqualTo(3_600);
        turn.soon();
        assertThat(turn.dueAt() - now.get()).isGreaterThanOrEqualTo(hour.toNanos());
    }

    @Test
    void a_server_that_never_knows_the_place_is_not_asked_without_a_pause() {
        PollTurn turn = turn();
        var _ = seconds(turn, fresh(null), false);
        assertThat(seconds(turn, new Answer.Expired(), false)).isZero();
        assertThat(seconds(turn, new Answer.Expired(), false)).isGreaterThan(10);
    }

    @Test
    void pages_without_an_end_are_not_read_for_ever() {
        PollTurn turn = turn();
        var _ = seconds(turn, fresh(null), false);
        int pages = 0;
        while (seconds(turn, page(++pages, true), false) == 0) {
            assertThat(pages).isLessThan(1_000);
        }
        assertThat(pages).isEqualTo(400);
    }

    private PollTurn turn() {
        return new PollTurn(PluginConfig.Timing.CONTRACT, _ -> new Answer.Unknown(), now::get, new SecureRandom());
    }

    /// From the end of a poll to the next.
    private double seconds(PollTurn turn, Answer answer, boolean busy) {
        turn.ended(answer, busy);
        return (turn.dueAt() - now.get()) / 1e9;
    }

    private static Answer fresh(@Nullable Duration pace) {
        return new Answer.Fresh(page(0), PLACE, pace);
    }

    private static Answer page(int number, boolean more) {
        Place next = new Place(new Cursor("c-" + (number + 1)), null);
        return new Answer.Fresh(new Page(List.<Notification>of(), next.cursor(), more, 0, 0, NOW), next, null);
    }

    private static Page page(int unread) {
        return new Page(List.of(Desk.notification("n-0", "preview_ready")), new Cursor("c-1"), false, unread, 0, NOW);
    }

    private HttpPolls polls() {
        return new HttpPolls(
                http, () -> Optional.of(new Access.Bearer(server.url("/").toString(), "t-1")));
    }
}
