package dev.hivesync.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.server.store.Draft;
import dev.hivesync.server.store.Notifications;
import dev.hivesync.server.store.PayloadRules;
import dev.hivesync.server.store.PayloadRules.Verdict;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Page;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.StringNode;

class ReadingTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private String userId = "";
    private String token = "";
    private Notifications notifications = new Notifications(server.database(), server.clock());

    @BeforeEach
    void newUser() {
        String email = UUID.randomUUID() + "@example.org";
        userId = server.user(email);
        token = server.login(email).accessToken();
        notifications = new Notifications(server.database(), server.clock());
    }

    private Draft draft(int n) {
        Verdict verdict = new PayloadRules(false)
                .judge(
                        userId,
                        "p",
                        n % 2 == 0 ? NotificationType.AI_JOB_COMPLETED : NotificationType.AI_JOB_FAILED,
                        Map.of("job_id", StringNode.valueOf("j-" + n), "action", StringNode.valueOf("a")),
                        null);
        return ((Verdict.Accepted) verdict).draft();
    }

    private List<String> write(int count) {
        List<String> ids = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            ids.add(notifications.insert(draft(n)).notificationId());
        }
        return ids;
    }

    private Page page(String query) {
        TestServer.Reply reply = server.get("/notifications" + query, token);
        assertThat(reply.status()).isEqualTo(200);
        return Json.MAPPER.treeToValue(reply.body(), Page.class);
    }

    private static List<String> ids(Page page) {
        return page.notifications().stream().map(row -> row.notificationId()).toList();
    }

    @Test
    void the_first_view_is_newest_first_with_the_cursor_of_now() {
        List<String> written = write(5);
        Page first = page("?limit=3");
        assertThat(ids(first)).containsExactly(written.get(4), written.get(3), written.get(2));
        assertThat(first.hasMore()).isTrue();
        assertThat(first.unreadCount()).isEqualTo(5);
        assertThat(page("?since=" + first.nextCursor().value()).notifications()).isEmpty();
    }

    @Test
    void all_that_is_kept_comes_oldest_first_in_pages() {
        List<String> written = write(7);
        List<String> read = new ArrayList<>();
        Page page = page("?since=&limit=3");
        read.addAll(ids(page));
        while (page.hasMore()) {
            page = page("?limit=3&since=" + page.nextCursor().value());
            read.addAll(ids(page));
        }
        assertThat(read).isEqualTo(written);
    }

    @Test
    void filters_narrow_the_rows_and_leave_the_cursor_alone() {
        write(6);
        Page all = page("?since=&limit=4");
        Page failed = page("?since=&limit=4&type=ai_job_failed");
        assertThat(failed.notifications()).hasSize(2);
        assertThat(failed.nextCursor()).isEqualTo(all.nextCursor());
        assertThat(failed.hasMore()).isTrue();
        assertThat(page("?type=ai_job_failed").nextCursor()).isEqualTo(page("").nextCursor());
        assertThat(page("?unread=false").notifications()).isEmpty();
        assertThat(page("?project_id=other").notifications()).isEmpty();
    }

    @Test
    void an_etag_answers_304_only_where_nothing_remains_to_be_read() {
        write(3);
        TestServer.Reply first = server.get("/notifications", token);
        String etag = requireNonNull(first.headers().get("ETag"));
        String cursor = first.body().path("next_cursor").asString();
        assertThat(server.get("/notifications", token, "If-None-Match", etag).status())
                .isEqualTo(304);
        assertThat(server.get("/notifications?since=" + cursor, token, "If-None-Match", etag)
                        .status())
                .isEqualTo(304);
        String behind = page("?since=&limit=1").nextCursor().value();
        assertThat(server.get("/notifications?since=" + behind, token, "If-None-Match", etag)
                        .status())
                .isEqualTo(200);
        assertThat(server.get("/notifications?since=", token, "If-None-Match", etag)
                        .status())
                .isEqualTo(200);
        write(1);
        // Written past the publisher, so no hint tells of it: found when trust in the revision in memory ends.
        server.clock().advance(Duration.ofSeconds(61));
        assertThat(server.get("/notifications", token, "If-None-Match", etag).status())
                .isEqualTo(200);
    }

    @Test
    void a_forged_cursor_is_400_and_an_outlived_one_410() {
        write(2);
        String good = page("?since=&limit=1").nextCursor().value();
        String forged = (good.charAt(30) == 'A' ? "B" : "A");
        TestServer.Reply bad =
                server.get("/notifications?since=" + good.substring(0, 30) + forged + good.substring(31), token);
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.code()).isEqualTo("INVALID_CURSOR");
        assertThat(server.get("/notifications?since=rubbish", token).status()).isEqualTo(400);

        server.database()
                .write(handle -> handle.execute("UPDATE user_revision SET pruned = 2 WHERE user_id = ?", userId));
        TestServer.Reply old = server.get("/notifications?since=" + good, token);
        assertThat(old.status()).isEqualTo(410);
        assertThat(old.code()).isEqualTo("CURSOR_EXPIRED");
        assertThat(page("?since=").notifications()).hasSize(2);
    }

    @Test
    void a_limit_outside_1_to_500_is_refused() {
        for (String limit : List.of("0", "501", "x", "-1")) {
            assertThat(server.get("/notifications?limit=" + limit, token).status())
                    .isEqualTo(422);
        }
    }

    @Test
    void a_transaction_that_commits_late_is_never_skipped() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        Thread late = Thread.ofVirtual()
                .start(() -> server.database().write(handle -> {
                    notifications.insert(handle, draft(1));
                    written.countDown();
                    await().until(() -> commit.getCount() == 0);
                    return null;
                }));
        written.await();
        // The second writer waits for the first: it must not become visible with a higher revision before it.
        Thread next = Thread.ofVirtual().start(() -> notifications.insert(draft(2)));
        Page meanwhile = page("?since=");
        assertThat(meanwhile.notifications()).isEmpty();
        commit.countDown();
        late.join();
        next.join();
        assertThat(page("?since=" + meanwhile.nextCursor().value()).notifications())
                .extracting(row -> row.revision())
                .containsExactly(1L, 2L);
    }

    @Test
    void marking_ids_is_idempotent_and_passes_over_what_is_not_ones_own() {
        List<String> ids = write(3);
        String cursor = page("").nextCursor().value();
        List<String> asked = List.of(ids.get(0), UUID.randomUUID().toString(), "rubbish", ids.get(1));
        TestServer.Reply marked = server.post("/notifications/mark_read", token, Map.of("notification_ids", asked));
        assertThat(marked.body().path("marked").asInt()).isEqualTo(2);
        assertThat(marked.body().path("unread_count").asInt()).isEqualTo(1);
        assertThat(marked.body().path("revision").asLong()).isEqualTo(5);
        TestServer.Reply again = server.post("/notifications/mark_read", token, Map.of("notification_ids", asked));
        assertThat(again.body().path("marked").asInt()).isZero();
        assertThat(again.body().path("revision").asLong()).isEqualTo(5);

        Page changes = page("?since=" + cursor);
        assertThat(ids(changes)).containsExactly(ids.get(0), ids.get(1));
        assertThat(changes.notifications()).extracting(row -> row.revision()).containsExactly(4L, 5L);
        assertThat(changes.notifications()).allMatch(row -> row.read());
    }

    @Test
    void another_users_rows_do_not_change() {
        List<String> mine = write(1);
        String eve = UUID.randomUUID() + "@example.org";
        server.user(eve);
        TestServer.Reply reply = server.post(
                "/notifications/mark_read", server.login(eve).accessToken(), Map.of("notification_ids", mine));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("marked").asInt()).isZero();
        assertThat(page("").unreadCount()).isEqualTo(1);
    }

    @Test
    void marking_up_to_a_revision_leaves_what_came_later() {
        write(4);
        TestServer.Reply marked = server.post("/notifications/mark_read", token, Map.of("up_to", 3));
        assertThat(marked.body().path("marked").asInt()).isEqualTo(3);
        assertThat(marked.body().path("unread_count").asInt()).isEqualTo(1);
        assertThat(server.post("/notifications/mark_read", token, Map.of("up_to", 3))
                        .body()
                        .path("marked")
                        .asInt())
                .isZero();
    }

    @Test
    void one_is_read_by_its_address_and_made_unread_again() {
        String id = write(1).getFirst();
        assertThat(server.post("/notifications/" + id + "/read", token, "")
                        .body()
                        .path("marked")
                        .asInt())
                .isEqualTo(1);
        TestServer.Reply unread =
                server.post("/notifications/mark_unread", token, Map.of("notification_ids", List.of(id)));
        assertThat(unread.body().path("marked").asInt()).isEqualTo(1);
        assertThat(unread.body().path("read_at").isNull()).isTrue();
        assertThat(page("").unreadCount()).isEqualTo(1);
    }

    @Test
    void more_than_a_thousand_ids_are_refused_whole() {
        List<String> ids = new ArrayList<>(write(1));
        for (int i = 0; i < 1_000; i++) {
            ids.add(UUID.randomUUID().toString());
        }
        assertThat(server.post("/notifications/mark_read", token, Map.of("notification_ids", ids))
                        .status())
                .isEqualTo(422);
        assertThat(page("").unreadCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/health HTTP/1.1\r\n\r\n",
                "GET /api/v1/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GARBAGE\r\n\r\n",
            })
    void what_is_no_request_gets_the_contracts_body_too(String request) throws IOException {
        URI url = URI.create(server.backend().url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("X-Correlation-Id")
                    .contains("{\"error\":{\"code\":");
            assertThat(answer).doesNotContain("<html").doesNotContain("Jetty");
        }
    }

    @Test
    void a_text_is_no_revision() {
        assertThat(server.post("/notifications/mark_read", token, Map.of("up_to", "5"))
                        .status())
                .isEqualTo(422);
        assertThat(server.post("/notifications/mark_read", token, Map.of("up_to", 1.5))
                        .status())
                .isEqualTo(422);
    }
}
