package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Api;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private static String ada = "";
    private static String bob = "";

    @BeforeAll
    static void users() {
        server.user("ada@example.org");
        server.project("p-ada", "ada@example.org");
        server.user("bob@example.org");
        server.project("p-bob", "bob@example.org");
        ada = server.login("ada@example.org").accessToken();
        bob = server.login("bob@example.org").accessToken();
    }

    private static Map<String, Object> job(String project, String key) {
        return Map.of(
                "project_id",
                project,
                "type",
                "ai_job_completed",
                "payload",
                Map.of("job_id", "j-" + key, "project_id", project, "action", "document_function"),
                "idempotency_key",
                key);
    }

    private static Map<String, Object> failed(String error) {
        return Map.of(
                "project_id", "p-ada",
                "type", "ai_job_failed",
                "payload", Map.of("job_id", "j-1", "action", "document_function", "error", error, "extra", "dropped"));
    }

    private static String newestError() {
        return server.get("/notifications?limit=1", ada)
                .body()
                .path("notifications")
                .path(0)
                .path("payload")
                .path("error")
                .asString();
    }

    @Test
    void the_same_key_is_one_notification() {
        TestServer.Reply first = server.post("/notifications", TestServer.SERVICE_KEY, job("p-ada", "k-1"));
        TestServer.Reply again = server.post("/notifications", TestServer.SERVICE_KEY, job("p-ada", "k-1"));
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        // The key is the user's: another user's notification is another one.
        assertThat(server.post("/notifications", TestServer.SERVICE_KEY, job("p-bob", "k-1"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void the_owner_receives_it_and_nobody_else() {
        String id = server.post("/notifications", TestServer.SERVICE_KEY, job("p-bob", "k-owner"))
                .body()
                .path("notification_id")
                .asString();
        assertThat(server.get("/notifications", bob).body().toString()).contains(id);
        assertThat(server.get("/notifications", ada).body().toString()).doesNotContain(id);
    }

    @Test
    void a_user_writes_for_own_projects_only_and_no_system_notices() {
        assertThat(server.post("/notifications", ada, job("p-ada", "k-user")).status())
                .isEqualTo(201);
        TestServer.Reply foreign = server.post("/notifications", ada, job("p-bob", "k-user"));
        TestServer.Reply missing = server.post("/notifications", ada, job("p-none", "k-user"));
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body()).isEqualTo(missing.body());
        assertThat(server.post("/notifications", ada, Map.of("type", "system_health_issue", "project_id", "p-ada"))
                        .status())
                .isEqualTo(403);
        assertThat(server.post("/notifications", "", job("p-ada", "k")).status())
                .isEqualTo(401);
    }

    @Test
    void a_system_notice_for_nobody_goes_to_everybody() {
        TestServer.Reply reply = server.post(
                "/notifications",
                TestServer.SERVICE_KEY,
                Map.of("type", "system_maintenance_warning", "payload", Map.of("message", "Back at noon.")));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body().path("recipients").asInt()).isEqualTo(2);
        assertThat(server.get("/notifications?type=system_maintenance_warning", bob)
                        .body()
                        .path("notifications")
                        .path(0)
                        .path("project_id")
                        .isNull())
                .isTrue();
    }

    @Test
    void unknown_fields_are_dropped_and_plain_words_kept() {
        server.post("/notifications", TestServer.SERVICE_KEY, failed("The model was busy (and/or slow): 3/4 done."));
        assertThat(newestError()).isEqualTo("The model was busy (and/or slow): 3/4 done.");
        assertThat(server.get("/notifications?limit=1", ada).body().toString()).doesNotContain("dropped");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cannot open /home/ada/project/key.pem",
                "path:/etc/passwd",
                "~/secrets is missing",
                "../../etc/shadow",
                "C:\\Users\\ada\\x.txt",
                "D:/work/x",
                "\\\\server\\share\\x",
                "file:///tmp/x",
                "file%3A%2F%2F%2Ftmp%2Fx",
                "%2Fhome%2Fada%2Fx",
                "%252Fhome%252Fada",
                "L2hvbWUvYWRhL3Byb2plY3Q=",
                "in src/main/java/App.java line 3",
                "Bearer abcdefghijklmnop",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl",
                "password=hunter2",
                "{\"nested\":{\"api_key\":\"abc123\"}}",
                "ghp_0123456789abcdefghij0123456789abcdef",
                "AKIAIOSFODNN7EXAMPLE",
                "-----BEGIN RSA PRIVATE KEY-----",
                "https://ada:secret@example.org/",
                "0123456789abcdef0123456789abcdef0123456789abcdef",
                "L2hvbWUvbWU=",
                "L2V0Yy9wdw==",
                "http://localhost/home/me/.ssh/id_rsa",
                "https://h.example/?file=/home/me/x",
                "//srv/share/x",
                "C:Users\\me",
                "error in/home/me/app",
                "passphrase=abcdef",
                "\uFF0Fhome\uFF0Fme",
                "&#47;home&#47;me",
                "&#x2F;etc&#x2F;passwd",
                "\\u002fhome\\u002fme"
            })
    void what_looks_like_a_secret_or_a_path_is_redacted(String leak) {
        assertThat(server.post("/notifications", TestServer.SERVICE_KEY, failed(leak))
                        .status())
                .isEqualTo(201);
        assertThat(newestError()).isEqualTo("[redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The model did not answer in time.",
                "merge conflict in 3 files",
                "see https://docs.example.org/errors/timeouts",
                "retry at 10:30, then 11:00",
                "document_function refused: quota 80% used",
                "R&D budget #4711; exit code 1"
            })
    void plain_sentences_stay_as_they_are(String sentence) {
        server.post("/notifications", TestServer.SERVICE_KEY, failed(sentence));
        assertThat(newestError()).isEqualTo(sentence);
    }

    @Test
    void a_user_cannot_name_another_recipient() {
        Map<String, Object> foreign = new HashMap<>(failed("boom"));
        foreign.put("user_id", "u-somebody-else");
        assertThat(server.post("/notifications", ada, foreign).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "ai_job_completed, job_id",
                "preview_ready, preview_token",
                "repo_sync_success, sync_id",
                "system_health_issue, message"
            })
    void a_payload_without_what_its_type_needs_is_refused(String type, String field) {
        TestServer.Reply reply = server.post(
                "/notifications",
                TestServer.SERVICE_KEY,
                Map.of("type", type, "project_id", "p-ada", "payload", Map.of("action", "x")));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().path("error").path("details").path("field").asString())
                .isEqualTo(field);
    }

    @Test
    void more_than_1024_bytes_are_refused() {
        Map<String, Object> large = new HashMap<>(failed("word ".repeat(250)));
        TestServer.Reply reply = server.post("/notifications", TestServer.SERVICE_KEY, large);
        assertThat(reply.status()).isEqualTo(422);
    }

    @Test
    void a_job_report_writes_job_and_notification_once_and_only_moves_on() {
        Api.JobReport queued = new Api.JobReport("p-ada", "explain", "queued", null, null);
        Api.JobReport done = new Api.JobReport(
                "p-ada", "explain", "completed", new Api.JobResult("s", "e", java.util.List.of()), null);
        assertThat(server.put("/ai/jobs/j-77", TestServer.SERVICE_KEY, queued).status())
                .isEqualTo(200);
        assertThat(activeJobs()).isEqualTo(1);
        server.put("/ai/jobs/j-77", TestServer.SERVICE_KEY, done);
        server.put("/ai/jobs/j-77", TestServer.SERVICE_KEY, done);
        server.put("/ai/jobs/j-77", TestServer.SERVICE_KEY, queued);
        assertThat(activeJobs()).isZero();
        TestServer.Reply job = server.get("/ai/jobs/j-77", ada);
        assertThat(job.body().path("status").asString()).isEqualTo("completed");
        assertThat(job.body().path("result").path("summary").asString()).isEqualTo("s");
        assertThat(server.get("/ai/jobs/j-77", bob).status()).isEqualTo(404);
        assertThat(server.get("/notifications?limit=500", ada).body().toString().split("j-77", -1))
                .hasSize(3);
        assertThat(server.put("/ai/jobs/j-77", ada, done).status()).isEqualTo(403);
    }

    private static int activeJobs() {
        return server.get("/notifications?limit=1", ada)
                .body()
                .path("active_ai_jobs")
                .asInt();
    }

    @Test
    void work_that_a_user_asks_for_is_queued_for_the_owner_of_the_project() {
        TestServer.Reply job = server.post("/ai/jobs", bob, new Api.JobRequest("p-bob", "document_function"));
        assertThat(job.status()).isEqualTo(202);
        String id = job.body().path("job_id").asString();
        assertThat(server.get("/ai/jobs/" + id, bob).body().path("status").asString())
                .isEqualTo("queued");
        assertThat(server.post("/repo/sync", bob, new Api.SyncRequest("p-bob")).status())
                .isEqualTo(202);
        assertThat(server.post("/repo/sync", bob, new Api.SyncRequest("p-ada")).status())
                .isEqualTo(404);
    }
}
