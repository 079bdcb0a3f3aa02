package dev.hivesync.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenCacheTest {

    private static final byte[] SECRET = "a secret of more than thirty-two bytes".getBytes(StandardCharsets.UTF_8);

    private final TestClock clock = new TestClock();
    private final AccessTokens tokens = new AccessTokens(SECRET, clock);

    @Test
    void a_remembered_token_ends_when_it_says() {
        String token = tokens.issue("ada");
        assertThat(tokens.verify(token)).isPresent();
        clock.advance(AccessTokens.LIFE.minus(Duration.ofSeconds(30)));
        assertThat(tokens.verify(token)).isPresent();
        clock.advance(Duration.ofSeconds(31));
        assertThat(tokens.verify(token)).isEmpty();
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void what_differs_from_a_remembered_token_by_one_character_is_refused() {
        String token = tokens.issue("ada");
        assertThat(tokens.verify(token)).isPresent();
        String payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        String other = tokens.issue("eve");
        String otherPayload = other.substring(other.indexOf('.') + 1, other.lastIndexOf('.'));

        assertThat(tokens.verify(token.replace(payload, otherPayload))).isEmpty();
        char last = token.charAt(10) == 'A' ? 'B' : 'A';
        assertThat(tokens.verify(token.substring(0, 10) + last + token.substring(11)))
                .isEmpty();
        assertThat(tokens.verify(token)).isPresent();
    }

    @Test
    void a_refused_token_is_not_remembered() {
        AccessTokens stranger =
                new AccessTokens("another secret of more than 32 bytes!".getBytes(StandardCharsets.UTF_8), clock);
        String foreign = stranger.issue("ada");
        assertThat(tokens.verify(foreign)).isEmpty();
        assertThat(tokens.verify(foreign)).isEmpty();
    }

    @Test
    void the_longest_unused_is_forgotten_first() {
        TokenCache cache = new TokenCache();
        AccessTokens.Verified verified = new AccessTokens.Verified("ada", Instant.MAX);
        cache.put("used", verified);
        cache.put("unused", verified);
        for (int i = 2; i < TokenCache.MAX_TOKENS + 1; i++) {
            assertThat(cache.get("used")).isNotNull();
            cache.put("token " + i, verified);
        }
        assertThat(cache.size()).isEqualTo(TokenCache.MAX_TOKENS);
        assertThat(cache.get("used")).isNotNull();
        assertThat(cache.get("unused")).isNull();
    }
}
