package dev.hivesync.app;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.page;
import static dev.hivesync.inbox.Rows.unread;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.OutboxItem;
import dev.hivesync.sync.FixedToken;
import dev.hivesync.sync.HttpBackend;
import dev.hivesync.sync.MonotonicPause;
import dev.hivesync.sync.Nudge;
import dev.hivesync.sync.PollSchedule;
import dev.hivesync.sync.Poller;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a user did while offline, on its way from the inbox on disk to a backend over a real socket.
class OutboxTest {

    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @TempDir
    private Path home;

    private final MockWebServer server = new MockWebServer();
    private final OkHttpClient http = HttpBackend.client();
    private final Marks marks = new Marks();
    private Inbox inbox;

    @BeforeEach
    void start() throws Exception {
        inbox = Inbox.open(home.resolve("inbox.db"), CLOCK);
        server.setDispatcher(marks);
        server.start();
    }

    @AfterEach
    void stop() {
        inbox.close();
        server.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private List<String> known(int count) {
        Notification[] rows = IntStream.rangeClosed(1, count)
                .mapToObj(i -> unread("n-%05d".formatted(i), i))
                .toArray(Notification[]::new);
        var _ = inbox.submit(new Fact.Fetched(inbox.state().place(), page("c1", false, rows), null))
                .join();
        return IntStream.rangeClosed(1, count).mapToObj("n-%05d"::formatted).toList();
    }

    /// Polls until nothing waits of what was done so far.
    private void online() {
        var _ = inbox.submit(new Fact.Read(Set.of())).join();
        MonotonicPause pause = new MonotonicPause();
        Uplink uplink = new Uplink(inbox, new JobWatch(CLOCK, System::nanoTime), pause::nudge);
        try (Poller _ = new Poller(
                        new HttpBackend(http, server.url("/"), new FixedToken("token-1"), CLOCK),
                        uplink,
                        uplink,
                        new PollSchedule(new Random(1)),
                        pause,
                        CLOCK)
                .start()) {
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
                pause.nudge(Nudge.ASKED);
                return !inbox.state().waiting();
            });
        }
    }

    @Test
    void five_thousand_offline_wishes_go_in_order_and_in_few_calls() {
        List<String> ids = new ArrayList<>(known(5_000));
        Collections.shuffle(ids, new Random(7));
        ids.forEach(id -> inbox.accept(new Fact.Read(Set.of(id))));

        online();

        assertThat(marks.calls()).isEqualTo(5);
        assertThat(marks.marked("mark_read")).isEqualTo(ids);
        assertThat(inbox.state().outbox()).isEmpty();
        assertThat(inbox.state().unread()).isZero();
    }

    @Test
    void wishes_of_both_kinds_in_turn_cost_no_more() {
        List<String> ids = known(5_000);
        inbox.accept(new Fact.Read(Set.copyOf(ids.subList(0, 2_500))));
        online();
        marks.batches.clear();
        IntStream.range(0, 2_500).forEach(i -> {
            inbox.accept(new Fact.Unread(Set.of(ids.get(i))));
            inbox.accept(new Fact.Read(Set.of(ids.get(2_500 + i))));
        });

        online();

        assertThat(marks.calls()).isEqualTo(6);
        assertThat(marks.marked("mark_unread")).isEqualTo(ids.subList(0, 2_500));
        assertThat(marks.marked("mark_read")).isEqualTo(ids.subList(2_500, 5_000));
    }

    @Test
    void an_answer_that_is_lost_after_the_commit_is_asked_for_again() {
        List<String> ids = known(3);
        marks.loseAnswers.set(1);
        inbox.accept(new Fact.Read(Set.copyOf(ids)));

        online();

        assertThat(marks.calls()).isEqualTo(2);
        assertThat(marks.batches.getFirst()).isEqualTo(marks.batches.getLast());
        assertThat(inbox.state().unread()).isZero();
    }

    @Test
    void one_that_is_refused_is_shown_and_the_rest_goes_on() {
        List<String> ids = known(1_500);
        marks.poison = "n-00042";
        inbox.accept(new Fact.Read(Set.copyOf(ids)));

        online();

        assertThat(inbox.state().outbox()).singleElement().satisfies(item -> {
            assertThat(item.notificationId()).isEqualTo("n-00042");
            assertThat(item.parked()).isEqualTo("422 INVALID_INPUT");
        });
        JsonNode report = Json.MAPPER.valueToTree(StateReport.of(inbox.state(), true));
        assertThat(report.path("outbox").path(0).path("notification_id").asString())
                .isEqualTo("n-00042");
        assertThat(report.path("outbox").path(0).path("parked").asString()).isEqualTo("422 INVALID_INPUT");

        marks.poison = "";
        inbox.accept(new Fact.Retried(Set.of("n-00042")));
        online();
        assertThat(inbox.state().outbox()).isEmpty();
        assertThat(marks.batches.getLast().ids()).containsExactly("n-00042");
    }

    @Test
    void what_was_refused_is_still_known_after_a_restart() throws Exception {
        var _ = known(2);
        marks.poison = "n-00001";
        inbox.accept(new Fact.Read(Set.of("n-00001", "n-00002")));
        online();
        List<OutboxItem> before = inbox.state().outbox();

        inbox.close();
        inbox = Inbox.open(home.resolve("inbox.db"), CLOCK);

        assertThat(inbox.state().outbox()).isEqualTo(before).hasSize(1);
        assertThat(inbox.state().entries().get("n-00001")).satisfies(entry -> {
            assertThat(entry.refusal()).isEqualTo("422 INVALID_INPUT");
            assertThat(entry.read()).isTrue();
        });
    }

    private record Batch(String call, List<String> ids) {}

    /// A backend that takes marks and has no news.
    private static final class Marks extends Dispatcher {

        final List<Batch> batches = new CopyOnWriteArrayList<>();
        volatile String poison = "";
        final AtomicInteger loseAnswers = new AtomicInteger();

        int calls() {
            return batches.size();
        }

        List<String> marked(String call) {
            return batches.stream()
                    .filter(batch -> batch.call().equals(call))
                    .flatMap(batch -> batch.ids().stream())
                    .toList();
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            String path = request.getUrl().encodedPath();
            if (path.endsWith("/projects")) {
                return answer(List.of());
            }
            if (!path.contains("/mark_")) {
                return new MockResponse.Builder().code(304).build();
            }
            List<String> ids = requireNonNull(Json.MAPPER
                    .readValue(request.getBody().toByteArray(), Api.Mark.class)
                    .notificationIds());
            if (ids.contains(poison)) {
                return new MockResponse.Builder()
                        .code(422)
                        .body("{\"error\":{\"code\":\"INVALID_INPUT\",\"message\":\"No.\",\"details\":{}}}")
                        .build();
            }
            batches.add(new Batch(path.substring(path.lastIndexOf('/') + 1), ids));
            if (loseAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return new MockResponse.Builder()
                        .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                        .build();
            }
            return answer(new Api.Marked(ids.size(), NOW, 0, 100_000));
        }

        private static MockResponse answer(Object body) {
            return new MockResponse.Builder()
                    .body(Json.MAPPER.writeValueAsString(body))
                    .build();
        }
    }
}
