package dev.hivesync.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.bridge.BridgeLimits;
import dev.hivesync.bridge.Desk;
import dev.hivesync.inbox.Fact;
import dev.hivesync.plugin.HttpPolls.Access;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.BridgeFrame.OpenReview;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginClientTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final OkHttpClient http = new OkHttpClient();
    private final Recorder recorder = new Recorder();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable opened : open.reversed()) {
            opened.close();
        }
        http.dispatcher().executorService().shutdown();
    }

    @Test
    void an_event_reaches_all_four_surfaces() throws Exception {
        Desk desk = desk(BridgeLimits.CONTRACT);
        client(null, LONG);
        await().until(() -> recorder.reached(Reach.CONNECTED));
        desk.complete("n-1");
        await().until(() -> recorder.shown.contains("panel n-1"));
        assertThat(recorder.shown).containsExactly("toast ai_job_completed n-1", "progress job-n-1 DONE", "panel n-1");
        await().until(() -> recorder.badges.getLast().unread() == 3);
        desk.read("n-1");
        await().until(() -> recorder.shown.contains("withdraw [n-1]"));
    }

    @Test
    void a_suggestion_that_the_user_wants_in_the_editor_opens_its_panel_each_time() throws Exception {
        Desk desk = desk(BridgeLimits.CONTRACT);
        client(null, LONG);
        await().until(() -> recorder.reached(Reach.CONNECTED));
        OpenReview review = new OpenReview("job-1", "proj-1", "document_function", "n-1");
        await().until(() -> desk.bridge.open(review).isPresent());
        await().until(() -> recorder.shown.contains("panel n-1"));
        assertThat(desk.bridge.open(review)).contains("test");
        await().until(() -> recorder.shown.equals(List.of("panel n-1", "panel n-1")));
        assertThat(new WatchLine().json(recorder.news.getLast()))
                .isEqualTo("{\"type\":\"open_review\",\"payload\":{\"job_id\":\"job-1\",\"project_id\":\"proj-1\","
                        + "\"action\":\"document_function\",\"notification_id\":\"n-1\"},\"source\":\"bridge\"}");
    }

    @Test
    void what_the_user_does_in_the_editor_reaches_the_desktop() throws Exception {
        Desk desk = desk(BridgeLimits.CONTRACT);
        PluginClient client = client(null, LONG);
        await().until(() -> recorder.reached(Reach.CONNECTED));
        client.ack(List.of("n-1"));
        client.jobStarted("proj-1", "job-1");
        client.focus("proj-1");
        await().until(() -> desk.facts.contains(new Fact.Read(Set.of("n-1")))
                && desk.jobs.contains("proj-1/job-1")
                && desk.bridge.focusedProjects().equals(Set.of("proj-1")));
        assertThat(recorder.badges.getLast().busy()).isTrue();
    }

    @Test
    void a_plugin_that_is_cut_again_and_again_shows_each_event_once() throws Exception {
        Duration often = Duration.ofMillis(150);
        Desk desk = desk(BridgeLimits.CONTRACT.within(LONG, LONG, often));
        client(null, LONG);
        await().until(() -> recorder.reached(Reach.CONNECTED));
        long events = 0;
        while (recorder.connects() < 5) {
            desk.complete("n-" + ++events);
            long sent = events;
            await().pollInterval(Duration.ofMillis(5)).until(() -> pushed().size() >= sent);
        }
        assertThat(pushed()).isEqualTo(LongStream.rangeClosed(1, events).boxed().toList());
    }

    @Test
    void what_the_desktop_no_longer_holds_is_polled() throws Exception {
        Desk desk = desk(holding(3));
        List<Long> pollsWhileConnected = new CopyOnWriteArrayList<>();
        PluginClient client = client(
                _ -> {
                    pollsWhileConnected.add(recorder.connects());
                    return new PluginPolls.Answer.NotModified(null);
                },
                LONG.multipliedBy(2));
        await().until(() -> recorder.reached(Reach.CONNECTED));
        desk.complete("n-1");
        await().until(() -> pushed().equals(List.of(1L)));
        assertThat(desk.bridge.disconnect(desk.bridge.plugins().getFirst().id()))
                .isTrue();
        await().until(() -> recorder.badges.getLast().status() == Surfaces.Status.DISCONNECTED);

        desk.complete("n-2", "n-3", "n-4", "n-5", "n-6");
        client.reconnect();

        await().until(() -> pushed().equals(List.of(1L, 4L, 5L, 6L)));
        await().untilAsserted(() -> assertThat(pollsWhileConnected).contains(2L));
        assertThat(recorder.connects()).isEqualTo(2);
    }

    private static BridgeLimits holding(int events) {
        BridgeLimits usual = BridgeLimits.CONTRACT;
        return new BridgeLimits(
                usual.upgrade(),
                usual.auth(),
                usual.silence(),
                usual.linger(),
                usual.status(),
                usual.sockets(),
                usual.unauthenticated(),
                usual.messagesPerSecond(),
                usual.failedProofs(),
                usual.queueEvents(),
                usual.queueBytes(),
                events);
    }

    @Test
    void a_desktop_that_starts_anew_is_followed_anew() throws Exception {
        Desk first = desk(BridgeLimits.CONTRACT);
        client(null, LONG);
        await().until(() -> recorder.reached(Reach.CONNECTED));
        first.complete("n-1", "n-2", "n-3");
        await().until(() -> pushed().size() == 3);
        first.close();
        await().until(() -> recorder.badges.getLast().status() == Surfaces.Status.DESKTOP_NOT_RUNNING);
        Desk second = desk(BridgeLimits.CONTRACT);
        await().until(() -> recorder.connects() == 2);
        second.complete("n-4");
        await().until(() -> pushed().equals(List.of(1L, 2L, 3L, 1L)));
    }

    @Test
    void a_squatter_on_the_port_is_not_believed_and_learns_nothing() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        MockWebServer squatter = new MockWebServer();
        open.add(squatter);
        squatter.enqueue(Squatter.answering(heard));
        squatter.start();
        BridgeFile file = new BridgeFile(1, squatter.getPort(), 1, "aa", "the-secret-token");
        PrivateFile.write(directory.resolve(BridgeFile.FILE), Json.MAPPER.writeValueAsString(file));
        client(null, LONG);
        await().until(() -> recorder.reached(Reach.NOT_TRUSTED));
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst())
                .contains("\"hello\"")
                .doesNotContain("proof")
                .doesNotContain(file.token());
        assertThat(recorder.shown).isEmpty();
    }

    @Test
    void without_a_desktop_it_polls_and_the_bridge_later_repeats_nothing() throws Exception {
        MockWebServer server = new MockWebServer();
        open.add(server);
        Instant now = Instant.parse("2026-11-23T08:00:00Z");
        server.enqueue(json(new Api.Tokens("t-1", "bearer", 1_800, "r-1", new Api.User("u-1", "me@example.org"))));
        server.enqueue(json(new Page(List.of(), new Cursor("c-1"), false, 0, 0, now)));
        server.enqueue(json(new Page(List.of(row("n-1", now.plusSeconds(5))), new Cursor("c-2"), false, 1, 0, now)));
        server.start();
        HttpPolls polls = new HttpPolls(
                http, () -> Optional.of(new Access.Password(server.url("/").toString(), "me@example.org", "pw")));
        client(polls, Duration.ofMillis(100));
        await().until(() -> recorder.shown.contains("panel n-1"));
        server.takeRequest();
        assertThat(server.takeRequest().getTarget()).isEqualTo("/api/v1/notifications");
        assertThat(server.takeRequest().getTarget()).isEqualTo("/api/v1/notifications?since=c-1");

        Desk desk = desk(BridgeLimits.CONTRACT);
        await().until(() -> recorder.reached(Reach.CONNECTED));
        desk.complete("n-1", "n-2");
        await().until(() -> recorder.shown.contains("panel n-2"));
        assertThat(recorder.shown.stream().filter("panel n-1"::equals)).hasSize(1);
    }

    @Test
    void when_the_desktop_goes_polling_takes_over_at_once_and_repeats_nothing() throws Exception {
        MockWebServer server = new MockWebServer();
        open.add(server);
        Instant now = Instant.parse("2026-11-23T08:00:00Z");
        server.enqueue(json(new Page(List.of(), new Cursor("c-1"), false, 0, 0, now)));
        server.enqueue(json(new Page(
                List.of(row("n-1", now.plusSeconds(5)), row("n-2", now.plusSeconds(6))),
                new Cursor("c-2"),
                false,
                2,
                0,
                now)));
        server.start();
        Desk desk = desk(BridgeLimits.CONTRACT);
        // Only the end of the bridge calls for the second poll: the usual one is a minute away.
        client(
                new HttpPolls(
                        http,
                        () -> Optional.of(new Access.Bearer(server.url("/").toString(), "t-1"))),
                LONG.multipliedBy(2));
        await().until(() -> recorder.reached(Reach.CONNECTED) && server.getRequestCount() == 1);
        desk.complete("n-1");
        await().until(() -> recorder.shown.contains("panel n-1"));
        desk.close();
        await().until(() -> recorder.shown.contains("panel n-2"));
        assertThat(recorder.shown.stream().filter("panel n-1"::equals)).hasSize(1);
    }

    private Desk desk(BridgeLimits limits) throws Exception {
        Desk desk = new Desk(directory, limits, 0);
        open.add(desk);
        return desk;
    }

    private PluginClient client(@Nullable PluginPolls polls, Duration poll) {
        Duration soon = Duration.ofMillis(30);
        PluginConfig.Timing timing =
                new PluginConfig.Timing(Duration.ofSeconds(5), LONG, soon, soon, poll, poll, LONG, LONG);
        PluginClient client = new PluginClient(
                new PluginConfig(directory.resolve(BridgeFile.FILE), "test", "1", List.of("proj-1"), timing),
                recorder,
                recorder.news::add,
                polls,
                http,
                System::nanoTime,
                new SecureRandom());
        open.add(client);
        client.start();
        return client;
    }

    private List<Long> pushed() {
        return recorder.news.stream()
                .filter(PluginNews.Pushed.class::isInstance)
                .map(news -> ((PluginNews.Pushed) news).seq())
                .toList();
    }

    private static Notification row(String id, Instant createdAt) {
        Notification row = Desk.notification(id, "ai_job_completed");
        return new Notification(
                id, row.userId(), row.projectId(), row.type(), row.payload(), createdAt, null, row.revision());
    }

    private static MockResponse json(Object body) throws IOException {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(Json.MAPPER.writeValueAsString(body))
                .build();
    }
}
