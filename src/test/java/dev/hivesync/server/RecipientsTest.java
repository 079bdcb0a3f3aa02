package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whom a notification that is handed in reaches: the owner of its project, the user it names, or everybody.
class RecipientsTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final Map<String, String> SYNC = Map.of("sync_id", "s-1", "commit", "abc1234");
    private static final Map<String, String> NOTICE = Map.of("message", "Back at noon.");

    private static String adaId = "";
    private static String ada = "";
    private static String bobId = "";
    private static String bob = "";

    @BeforeAll
    static void users() {
        adaId = server.user("ada@example.org");
        server.project("p-ada", "ada@example.org");
        bobId = server.user("bob@example.org");
        server.project("p-bob", "bob@example.org");
        ada = server.login("ada@example.org").accessToken();
        bob = server.login("bob@example.org").accessToken();
    }

    private static TestServer.Reply ingest(Map<String, Object> body) {
        return server.post("/notifications", TestServer.SERVICE_KEY, body);
    }

    private static int count(String token) {
        return server.get("/notifications?limit=500", token)
                .body()
                .path("notifications")
                .size();
    }

    @Test
    void a_project_named_in_the_payload_alone_is_enough() {
        int before = count(ada);
        Map<String, String> payload = Map.of("job_id", "j", "action", "a", "project_id", "p-ada");
        assertThat(ingest(Map.of("type", "ai_job_queued", "payload", payload)).status())
                .isEqualTo(201);
        assertThat(count(ada)).isEqualTo(before + 1);
    }

    @Test
    void a_user_beside_the_project_must_be_its_owner() {
        Map<String, Object> own =
                Map.of("type", "repo_sync_started", "project_id", "p-ada", "user_id", adaId, "payload", SYNC);
        Map<String, Object> foreign =
                Map.of("type", "repo_sync_started", "project_id", "p-ada", "user_id", bobId, "payload", SYNC);
        int before = count(bob);
        assertThat(ingest(own).status()).isEqualTo(201);
        assertThat(ingest(foreign).code()).isEqualTo("FORBIDDEN");
        assertThat(count(bob)).isEqualTo(before);
    }

    @Test
    void what_concerns_a_project_cannot_go_to_a_user_alone() {
        TestServer.Reply reply = ingest(Map.of("type", "repo_sync_started", "user_id", adaId, "payload", SYNC));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().at("/error/details/field").asString()).isEqualTo("project_id");
    }

    @Test
    void a_system_notice_reaches_the_user_it_names_and_nobody_else() {
        int adas = count(ada);
        int bobs = count(bob);
        Map<String, Object> notice = Map.of("type", "resource_limit_warning", "user_id", adaId, "payload", NOTICE);
        assertThat(ingest(notice).status()).isEqualTo(201);
        assertThat(count(ada)).isEqualTo(adas + 1);
        assertThat(count(bob)).isEqualTo(bobs);
        assertThat(ingest(Map.of("type", "resource_limit_warning", "user_id", "u-none", "payload", NOTICE))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_broadcast_under_one_key_reaches_each_user_once() {
        int adas = count(ada);
        int bobs = count(bob);
        Map<String, Object> notice =
                Map.of("type", "system_maintenance_warning", "payload", NOTICE, "idempotency_key", "noon");
        for (int i = 0; i < 2; i++) {
            TestServer.Reply reply = ingest(notice);
            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.body().path("recipients").intValue()).isEqualTo(2);
        }
        assertThat(count(ada)).isEqualTo(adas + 1);
        assertThat(count(bob)).isEqualTo(bobs + 1);
    }

    @Test
    void nobody_else_can_send_a_broadcast() {
        int before = count(bob);
        Map<String, Object> notice = Map.of("type", "system_health_issue", "payload", NOTICE);
        assertThat(server.post("/notifications", ada, notice).code()).isEqualTo("FORBIDDEN");
        assertThat(count(bob)).isEqualTo(before);
    }
}
