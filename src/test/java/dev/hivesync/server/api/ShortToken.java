package dev.hivesync.server.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

/// An access token that has little of its life left.
public final class ShortToken {

    private ShortToken() {}

    public static String of(String userId, String secret, InstantSource clock, Duration left) {
        InstantSource then = () -> clock.instant().minus(AccessTokens.LIFE).plus(left);
        return new AccessTokens(secret.getBytes(StandardCharsets.UTF_8), then).issue(userId);
    }
}
