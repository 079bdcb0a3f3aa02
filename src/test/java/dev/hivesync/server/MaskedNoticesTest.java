package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hivesync.server.store.PayloadRules;
import dev.hivesync.wire.NotificationType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// With `MASK_SYSTEM` users read a neutral sentence, and the log keeps what it stands for.
class MaskedNoticesTest {

    @RegisterExtension
    static final TestServer server = TestServer.masked();

    private static final String DETAIL = "Disk 3 of db-7 is full: ada's rows";

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("dev.hivesync.server.api.IngestRoutes");

    private static String ada = "";
    private static String bob = "";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void users() {
        server.user("ada@example.org");
        server.project("p-ada", "ada@example.org");
        server.user("bob@example.org");
        ada = server.login("ada@example.org").accessToken();
        bob = server.login("bob@example.org").accessToken();
    }

    @BeforeEach
    void listen() {
        log.start();
        LOG.setLevel(Level.INFO);
        LOG.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        LOG.detachAppender(log);
        LOG.setLevel(null);
    }

    private static Map<String, String> payload(String message) {
        return Map.of(
                "message", message,
                "resource", "db-7",
                "starts_at", "2030-01-01T00:00:00Z",
                "ends_at", "2030-01-01T02:00:00Z");
    }

    private static JsonNode newest(String token) {
        return server.get("/notifications?limit=1", token).body().at("/notifications/0/payload");
    }

    private List<String> logged() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SYSTEM_MAINTENANCE_WARNING", "SYSTEM_HEALTH_ISSUE", "WORKER_UNAVAILABLE", "RESOURCE_LIMIT_WARNING"
            })
    void the_text_is_neutral_the_times_stay_and_the_detail_is_in_the_log_once(NotificationType type) {
        Map<String, Object> notice = new HashMap<>(Map.of("type", type.wireName(), "payload", payload(DETAIL)));
        assertThat(server.post("/notifications", TestServer.SERVICE_KEY, notice).status())
                .isEqualTo(202);
        for (String token : List.of(ada, bob)) {
            JsonNode shown = newest(token);
            assertThat(shown.path("message").asString())
                    .isNotEmpty()
                    .doesNotContain("Disk")
                    .doesNotContain("db-7");
            assertThat(shown.has("resource")).isFalse();
            assertThat(shown.path("starts_at").asString()).isEqualTo("2030-01-01T00:00:00.000000Z");
            assertThat(shown.path("ends_at").asString()).isEqualTo("2030-01-01T02:00:00.000000Z");
        }
        assertThat(logged()).singleElement().asString().contains(type.wireName(), DETAIL, "db-7");
    }

    @Test
    void it_is_so_for_one_user_and_for_one_project_too() {
        String user = server.get("/auth/me", bob).body().path("id").asString();
        for (Map<String, String> whom : List.of(Map.of("user_id", user), Map.of("project_id", "p-ada"))) {
            Map<String, Object> notice = new HashMap<>(whom);
            notice.putAll(Map.of("type", "system_health_issue", "payload", payload(DETAIL)));
            assertThat(server.post("/notifications", TestServer.SERVICE_KEY, notice)
                            .status())
                    .isEqualTo(201);
            assertThat(newest(whom.containsKey("user_id") ? bob : ada).toString())
                    .doesNotContain("Disk");
        }
        assertThat(logged()).hasSize(2);
    }

    @Test
    void the_log_gets_no_secret_and_no_second_line() {
        for (String message : List.of("password=hunter2", "one\ntwo")) {
            Map<String, Object> notice = Map.of("type", "system_health_issue", "payload", payload(message));
            server.post("/notifications", TestServer.SERVICE_KEY, notice);
        }
        assertThat(logged()).hasSize(2).noneMatch(line -> line.contains("hunter2") || line.contains("\n"));
    }

    @Test
    void other_notices_are_shown_as_they_are_and_not_logged() {
        Map<String, Object> failed = Map.of(
                "type", "ai_job_failed",
                "project_id", "p-ada",
                "payload", Map.of("job_id", "j", "action", "explain", "error", "It was too long."));
        server.post("/notifications", TestServer.SERVICE_KEY, failed);
        assertThat(newest(ada).path("error").asString()).isEqualTo("It was too long.");
        assertThat(logged()).isEmpty();
    }

    @Test
    void without_the_mask_nothing_is_hidden() {
        assertThat(new PayloadRules(false)
                        .hidden(NotificationType.SYSTEM_HEALTH_ISSUE, Map.of("message", StringNode.valueOf(DETAIL))))
                .isEmpty();
    }
}
