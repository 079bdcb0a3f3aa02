package dev.hivesync.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Step;
import dev.hivesync.wire.BridgeFrame.OpenReview;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.NotificationType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BridgeEventsTest extends AtADesk {

    @Test
    void an_arrival_is_an_event_with_its_number_payload_and_id() throws Exception {
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            desk.complete("n-1");
            desk.read("n-1");
            assertThat(plugin.event().toString())
                    .isEqualTo(
                            "{\"type\":\"ai_job_complete\",\"seq\":1,\"prev\":0,\"payload\":{\"job_id\":\"job-n-1\","
                                    + "\"project_id\":\"proj-1\",\"action\":\"document_function\",\"notification_id\":\"n-1\"}}");
            assertThat(plugin.event().toString())
                    .isEqualTo("{\"type\":\"read\",\"seq\":2,\"prev\":1,\"payload\":{\"notification_ids\":[\"n-1\"]}}");
        }
    }

    @Test
    void only_the_four_push_types_are_retold() throws Exception {
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            for (NotificationType type : NotificationType.values()) {
                desk.step(List.of(new Step.Change.Arrived(
                        new Entry(Desk.notification(type.wireName(), type.wireName()), Instant.EPOCH, null))));
            }
            assertThat(List.of(plugin.event(), plugin.event(), plugin.event(), plugin.event()))
                    .extracting(event -> event.path("type").asString())
                    .containsExactly("ai_job_complete", "preview_ready", "repo_sync_success", "repo_sync_failed");
        }
    }

    @Test
    void the_desktops_status_is_told_when_it_changes() throws Exception {
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            desk.bridge.accept(new Step(Desk.state(7, Connection.POLLING), List.of()));
            assertThat(plugin.receive().toString())
                    .isEqualTo("{\"type\":\"desktop_status\",\"payload\":{\"version\":\"0.1.0\",\"connected\":true,"
                            + "\"connection\":\"polling\",\"unread\":7}}");
        }
    }

    @Test
    void a_plugin_that_comes_back_gets_what_it_missed() throws Exception {
        desk.complete("n-1", "n-2", "n-3");
        try (RawPlugin plugin = RawPlugin.upgraded(desk.announced())) {
            JsonNode ready = plugin.prove(1L);
            assertThat(ready.path("payload").path("replay_from").asLong()).isEqualTo(1);
            assertThat(ready.path("payload").path("seq").asLong()).isEqualTo(3);
            desk.complete("n-4");
            assertThat(seqs(plugin, 3)).containsExactly(2L, 3L, 4L);
        }
    }

    @Test
    void what_is_no_longer_held_is_owned_up_to() throws Exception {
        desk.complete(ids(1_500));
        try (RawPlugin plugin = RawPlugin.upgraded(desk.announced())) {
            JsonNode ready = plugin.prove(100L);
            assertThat(ready.path("payload").path("replay_from").asLong()).isEqualTo(500);
            assertThat(seqs(plugin, 1_000)).startsWith(501L).endsWith(1_500L);
        }
        try (RawPlugin plugin = RawPlugin.upgraded(desk.announced())) {
            assertThat(plugin.prove(9_999L).path("payload").path("replay_from").asLong())
                    .isEqualTo(1_500);
        }
    }

    @Test
    void plugins_that_join_amid_a_stream_see_each_number_once_in_order() throws Exception {
        int events = 600;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Long>>> seen = new ArrayList<>();
            Thread inbox =
                    Thread.ofVirtual().start(() -> IntStream.range(0, events).forEach(i -> desk.complete("n-" + i)));
            for (int i = 0; i < 12; i++) {
                seen.add(threads.submit(() -> {
                    try (RawPlugin plugin = RawPlugin.upgraded(desk.announced())) {
                        plugin.prove(0L);
                        return seqs(plugin, events);
                    }
                }));
            }
            inbox.join();
            for (Future<List<Long>> plugin : seen) {
                assertThat(plugin.get())
                        .isEqualTo(IntStream.rangeClosed(1, events)
                                .mapToObj(Long::valueOf)
                                .toList());
            }
        }
    }

    @Test
    void a_suggestion_goes_to_the_one_plugin_that_works_on_its_project_and_carries_no_number() throws Exception {
        OpenReview review = new OpenReview("job-1", "proj-1", "document_function", "n-1");
        assertThat(desk.bridge.open(review)).isEmpty();
        try (RawPlugin focused = RawPlugin.ready(desk.announced(), null);
                RawPlugin later = RawPlugin.ready(desk.announced(), null)) {
            await().until(() -> desk.bridge.open(review).isPresent());
            focused.send("{\"type\":\"focus\",\"payload\":{\"project_id\":\"proj-1\"}}");
            await().until(() -> desk.bridge.focusedProjects().contains("proj-1"));
            assertThat(desk.bridge.open(review)).contains("raw");
            assertThat(focused.event().toString())
                    .isEqualTo("{\"type\":\"open_review\",\"payload\":{\"job_id\":\"job-1\",\"project_id\":\"proj-1\","
                            + "\"action\":\"document_function\",\"notification_id\":\"n-1\"}}");
            assertThat(desk.bridge.open(new OpenReview("job-1", "proj-2", "x", "n-1")))
                    .isEmpty();
            desk.complete("n-2");
            assertThat(focused.event().path("seq").asLong()).isEqualTo(1);
            assertThat(later.event().path("type").asString()).isIn("open_review", "ai_job_complete");
        }
        await().until(() -> desk.bridge.open(review).isEmpty());
    }

    private static String[] ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n-" + i).toArray(String[]::new);
    }

    private static List<Long> seqs(RawPlugin plugin, int count) throws Exception {
        List<Long> seqs = new ArrayList<>();
        while (seqs.size() < count) {
            JsonNode event = Objects.requireNonNull(plugin.event());
            assertThat(event.path("prev").asLong()).isEqualTo(event.path("seq").asLong() - 1);
            seqs.add(event.path("seq").asLong());
        }
        return seqs;
    }
}
