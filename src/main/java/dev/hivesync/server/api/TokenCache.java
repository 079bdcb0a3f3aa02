package dev.hivesync.server.api;

import dev.hivesync.server.api.AccessTokens.Verified;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Tokens that have passed every check, by their SHA-256: a client sends the same one for half an hour. What it
/// holds is what the token says, so its end is still looked at each time. The longest unused is forgotten first.
final class TokenCache {

    static final int MAX_TOKENS = 20_000;

    // Guarded by itself.
    private final LinkedHashMap<ByteBuffer, Verified> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Verified> eldest) {
            return size() > MAX_TOKENS;
        }
    };

    /// The name of a token in here.
    static ByteBuffer key(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Optional<Verified> get(ByteBuffer key) {
        synchronized (tokens) {
            return Optional.ofNullable(tokens.get(key));
        }
    }

    void put(ByteBuffer key, Verified verified) {
        synchronized (tokens) {
            tokens.put(key, verified);
        }
    }

    void remove(ByteBuffer key) {
        synchronized (tokens) {
            tokens.remove(key);
        }
    }

    int size() {
        synchronized (tokens) {
            return tokens.size();
        }
    }
}
