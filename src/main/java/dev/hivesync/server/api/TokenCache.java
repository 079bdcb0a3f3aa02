package dev.hivesync.server.api;

import dev.hivesync.server.api.AccessTokens.Verified;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tokens that have passed every check: a client sends the same one for half an hour. What it holds is what the
/// token says, so its end is still looked at each time. The longest unused is forgotten first.
final class TokenCache {

    static final int MAX_TOKENS = 20_000;

    // Guarded by itself.
    private final LinkedHashMap<String, Verified> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > MAX_TOKENS;
        }
    };

    @Nullable
    Verified get(String token) {
        synchronized (tokens) {
            return tokens.get(token);
        }
    }

    void put(String token, Verified verified) {
        synchronized (tokens) {
            tokens.put(token, verified);
        }
    }

    void remove(String token) {
        synchronized (tokens) {
            tokens.remove(token);
        }
    }

    int size() {
        synchronized (tokens) {
            return tokens.size();
        }
    }
}
