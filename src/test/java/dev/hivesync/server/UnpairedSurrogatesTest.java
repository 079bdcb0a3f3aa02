package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.api.Limits;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Half a character, or a NUL, is no text: JSON can say it, UTF-8 and PostgreSQL cannot. Wherever it stands, the call
/// is refused or the text is one like any other; nothing breaks and nothing half-written stays.
class UnpairedSurrogatesTest {

    @RegisterExtension
    static final TestServer server = new TestServer(new Limits(0, 0, 0, 0, 0, 100, 90, false));

    private static String token = "";

    @BeforeAll
    static void user() {
        server.user("ada@example.org");
        server.project("p-ada", "ada@example.org");
        token = server.login("ada@example.org").accessToken();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        POST | /auth/login | {"email":"@","password":"x"}
        POST | /auth/login | {"email":"ada@example.org","password":"@"}
        POST | /auth/refresh | {"refresh_token":"@"}
        POST | /auth/logout | {"refresh_token":"@"}
        POST | /notifications/mark_read | {"notification_ids":["@"]}
        POST | /notifications/mark_unread | {"notification_ids":["@"]}
        POST | /ai/jobs | {"project_id":"@","action":"a"}
        POST | /ai/jobs | {"project_id":"p-ada","action":"@"}
        POST | /repo/sync | {"project_id":"@"}
        PUT | /ai/jobs/j-1 | {"project_id":"@","action":"a","status":"queued"}
        PUT | /ai/jobs/j-2 | {"project_id":"p-ada","action":"@","status":"queued"}
        PUT | /ai/jobs/j-3 | {"project_id":"p-ada","action":"a","status":"@"}
        PUT | /ai/jobs/j-4 | {"project_id":"p-ada","action":"a","status":"failed","error":"@"}
        PUT | /ai/jobs/j-5 | {"project_id":"p-ada","action":"a","status":"completed","result":{"summary":"@","explanation":"","changes":[]}}
        PUT | /ai/jobs/j-6 | {"project_id":"p-ada","action":"a","status":"completed","result":{"summary":"","explanation":"","changes":[{"file":"@","before":"","after":""}]}}
        POST | /notifications | {"type":"@","project_id":"p-ada","payload":{}}
        POST | /notifications | {"type":"repo_sync_started","project_id":"@","payload":{"sync_id":"s","commit":"c"}}
        POST | /notifications | {"type":"repo_sync_started","project_id":"p-ada","payload":{"sync_id":"@","commit":"c"}}
        POST | /notifications | {"type":"repo_sync_started","project_id":"p-ada","payload":{"sync_id":"s","commit":"c","@":"x"}}
        POST | /notifications | {"type":"repo_sync_started","project_id":"p-ada","idempotency_key":"@","payload":{"sync_id":"s","commit":"c"}}
        POST | /notifications | {"type":"system_health_issue","user_id":"@","payload":{"message":"m"}}
        POST | /notifications | {"type":"system_health_issue","payload":{"message":"@"}}
        """)
    void it_is_refused_or_a_text_like_any_other(String method, String path, String body) {
        boolean service = path.startsWith("/ai/jobs/") || path.equals("/notifications");
        for (String bad : List.of("\\ud800", "\\udc00x", "a\\ud83d", "\\u0000", "a\\u0000b")) {
            TestServer.Reply reply = server.send(
                    method, path, service ? TestServer.SERVICE_KEY : token, ApiClient.json(body.replace("@", bad)));
            assertThat(reply.status()).as(bad).isBetween(200, 499);
            assertThat(reply.status()).as(bad).isNotIn(413, 429);
        }
        // Whatever was stored can be read.
        assertThat(server.get("/notifications?since=&limit=500", token).status())
                .isEqualTo(200);
        assertThat(server.get("/ai/jobs/j-5", token).status()).isIn(200, 404);
    }
}
