package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SignInTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    @BeforeAll
    static void users() {
        server.user("ada@example.org");
        server.project("p-ada", "ada@example.org");
        server.user("bob@example.org");
        server.project("p-bob", "bob@example.org");
    }

    private static TestServer.Reply refresh(String token) {
        return server.post("/auth/refresh", "", new Api.Refresh(token));
    }

    private static String refreshed(String token) {
        TestServer.Reply reply = refresh(token);
        assertThat(reply.status()).isEqualTo(200);
        return reply.body().path("refresh_token").asString();
    }

    @Test
    void an_access_token_carries_five_claims_and_opens_what_is_the_callers_own() throws Exception {
        Api.Tokens tokens = server.login("ada@example.org");
        assertThat(tokens.tokenType()).isEqualTo("bearer");
        assertThat(tokens.expiresIn()).isEqualTo(1800);
        assertThat(SignedJWT.parse(tokens.accessToken()).getJWTClaimsSet().getClaims())
                .containsOnlyKeys("sub", "exp", "iat", "iss", "aud");
        assertThat(server.get("/auth/me", tokens.accessToken())
                        .body()
                        .path("email")
                        .asString())
                .isEqualTo("ada@example.org");
        assertThat(server.get("/projects", tokens.accessToken()).body().toString())
                .isEqualTo("[{\"project_id\":\"p-ada\",\"name\":\"Project p-ada\"}]");
    }

    @Test
    void a_wrong_password_and_an_unknown_email_look_the_same() {
        TestServer.Reply wrong = server.post("/auth/login", "", new Api.Login("ada@example.org", "wrong"));
        TestServer.Reply unknown = server.post("/auth/login", "", new Api.Login("eve@example.org", "wrong"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("UNAUTHENTICATED");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(wrong.headers()).containsKey("X-Correlation-Id");
    }

    @Test
    void an_access_token_ends_after_thirty_minutes() {
        String token = server.login("ada@example.org").accessToken();
        server.clock().advance(Duration.ofMinutes(31));
        assertThat(server.get("/auth/me", token).status()).isEqualTo(401);
    }

    @Test
    void tokens_of_another_making_are_refused() {
        String[] parts = server.login("ada@example.org").accessToken().split("\\.", -1);
        String none = "eyJhbGciOiJub25lIn0." + parts[1] + ".";
        assertThat(server.get("/auth/me", none).status()).isEqualTo(401);
        assertThat(server.get("/auth/me", parts[0] + "." + parts[1] + ".AAAA").status())
                .isEqualTo(401);
        assertThat(server.get("/auth/me", "rubbish").status()).isEqualTo(401);
        assertThat(server.get("/auth/me", "").status()).isEqualTo(401);
    }

    @Test
    void a_lost_answer_to_a_refresh_is_given_again_within_thirty_seconds() {
        String first = server.login("ada@example.org").refreshToken();
        refreshed(first);
        String second = refreshed(first);
        assertThat(refresh(second).status()).isEqualTo(200);
    }

    @Test
    void a_spent_token_after_thirty_seconds_ends_the_session() {
        String first = server.login("ada@example.org").refreshToken();
        String second = refreshed(first);
        server.clock().advance(Duration.ofSeconds(31));
        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(refresh(second).status()).isEqualTo(401);
    }

    @Test
    void a_spent_token_whose_successor_was_used_ends_that_session_and_no_other() {
        String other = server.login("ada@example.org").refreshToken();
        String first = server.login("ada@example.org").refreshToken();
        String third = refreshed(refreshed(first));
        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(refresh(third).status()).isEqualTo(401);
        assertThat(refresh(other).status()).isEqualTo(200);
    }

    @Test
    void logout_ends_the_session_it_names() {
        Api.Tokens mine = server.login("bob@example.org");
        Api.Tokens other = server.login("bob@example.org");
        assertThat(server.post("/auth/logout", mine.accessToken(), new Api.Refresh(mine.refreshToken()))
                        .status())
                .isEqualTo(204);
        assertThat(refresh(mine.refreshToken()).status()).isEqualTo(401);
        assertThat(refresh(other.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void refusals_have_the_contracts_shape_and_give_nothing_away() {
        assertThat(server.get("/nothing/here", "").code()).isEqualTo("NOT_FOUND");
        assertThat(server.get("/health", "").status()).isEqualTo(200);
        TestServer.Reply bad = server.post("/auth/login", "", "{\"email\": [}");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.code()).isEqualTo("INVALID_INPUT");
        TestServer.Reply nul = server.post("/auth/login", "", Map.of("email", "a\0b", "password", "x"));
        assertThat(nul.status()).isEqualTo(422);
        TestServer.Reply big =
                server.post("/auth/login", "", Json.MAPPER.writeValueAsString(Map.of("email", "x".repeat(300_000))));
        assertThat(big.status()).isEqualTo(413);
        assertThat(big.body().toString()).doesNotContain("Exception").doesNotContain("SELECT");
    }
}
