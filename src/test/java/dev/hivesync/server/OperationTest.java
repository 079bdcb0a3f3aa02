package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.api.Limits;
import dev.hivesync.wire.Api;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OperationTest {

    @RegisterExtension
    static final TestServer server = new TestServer(new Limits(1000, 3, 1000, 1000, 4, 0, 90, false));

    @Test
    void limits_answer_429_with_a_time_after_which_it_works_again() {
        server.user("ada@example.org");
        String token = server.login("ada@example.org").accessToken();
        for (int i = 0; i < 4; i++) {
            TestServer.Reply read = server.get("/notifications", token);
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.headers()).containsEntry("Poll-Interval", "90");
        }
        TestServer.Reply refused = server.get("/notifications", token);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(refused.headers()).containsKeys("Retry-After", "X-Correlation-Id");
        server.clock().advance(Duration.ofSeconds(15));
        assertThat(server.get("/notifications", token).status()).isEqualTo(200);

        Api.Login wrong = new Api.Login("eve@example.org", "x");
        for (int i = 0; i < 3; i++) {
            assertThat(server.post("/auth/login", "", wrong).status()).isEqualTo(401);
        }
        assertThat(server.post("/auth/login", "", wrong).status()).isEqualTo(429);
    }

    @Test
    void deep_health_is_for_the_service_key_and_metrics_for_every_scraper() {
        assertThat(server.get("/health/deep", "").status()).isEqualTo(401);
        TestServer.Reply deep = server.get("/health/deep", TestServer.SERVICE_KEY);
        assertThat(deep.status()).isEqualTo(200);
        assertThat(deep.body().path("database").asString()).isEqualTo("ok");
        assertThat(server.get("/metrics", "").status()).isEqualTo(200);
        assertThat(server.post("/notifications", TestServer.SERVICE_KEY, Map.of())
                        .headers())
                .containsKey("X-Correlation-Id");
    }
}
