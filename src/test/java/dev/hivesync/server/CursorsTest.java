package dev.hivesync.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.api.ShortToken;
import dev.hivesync.server.store.Database;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Cursors are signed, of one user and of one database.
class CursorsTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private String user = "";
    private String token = "";
    private String cursor = "";

    @BeforeEach
    void aCursor() {
        String email = UUID.randomUUID() + "@example.org";
        user = server.user(email);
        server.project("p-" + user, email);
        token = server.login(email).accessToken();
        server.post(
                "/notifications",
                TestServer.SERVICE_KEY,
                Map.of(
                        "type",
                        "repo_sync_started",
                        "project_id",
                        "p-" + user,
                        "payload",
                        Map.of("sync_id", "s", "commit", "abc1234")));
        cursor = server.get("/notifications", token).body().path("next_cursor").asString();
    }

    private TestServer.Reply since(String value) {
        return server.get("/notifications?since=" + value, token);
    }

    @Test
    void no_changed_byte_passes() {
        assertThat(since(cursor).status()).isEqualTo(200);
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        for (int i = 0; i < bytes.length; i++) {
            byte[] forged = bytes.clone();
            forged[i] ^= 1;
            assertThat(since(Base64.getUrlEncoder().withoutPadding().encodeToString(forged))
                            .code())
                    .as("byte %d", i)
                    .isEqualTo("INVALID_CURSOR");
        }
        assertThat(since(cursor.substring(1)).code()).isEqualTo("INVALID_CURSOR");
        assertThat(since(cursor + "AAAA").code()).isEqualTo("INVALID_CURSOR");
    }

    @Test
    void another_users_is_none_of_mine() {
        String email = UUID.randomUUID() + "@example.org";
        server.user(email);
        String other = server.login(email).accessToken();
        assertThat(server.get("/notifications?since=" + cursor, other).code()).isEqualTo("INVALID_CURSOR");
    }

    @Test
    void one_of_another_database_has_expired_and_its_tag_matches_nothing() throws Exception {
        String etag =
                requireNonNull(server.get("/notifications", token).headers().get("ETag"));
        UUID before = server.database().epoch();
        server.database().write(handle -> handle.execute("UPDATE database_epoch SET epoch = gen_random_uuid()"));
        try (Database restored = Database.open(server.databaseUrl());
                Backend backend = Backend.start(restored, TestServer.settings(), server.clock());
                ApiClient client = new ApiClient(backend.url())) {
            String same = ShortToken.of(user, TestServer.JWT_SECRET, server.clock(), Duration.ofMinutes(5));
            assertThat(client.get("/notifications?since=" + cursor, same).code())
                    .isEqualTo("CURSOR_EXPIRED");
            assertThat(client.get("/notifications", same, "If-None-Match", etag).status())
                    .isEqualTo(200);
        } finally {
            server.database().write(handle -> handle.execute("UPDATE database_epoch SET epoch = ?", before));
        }
    }

    @Test
    void one_ahead_of_the_database_has_expired() {
        server.database()
                .write(handle -> handle.execute("UPDATE user_revision SET revision = 0 WHERE user_id = ?", user));
        assertThat(since(cursor).code()).isEqualTo("CURSOR_EXPIRED");
    }
}
