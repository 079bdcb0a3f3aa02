package dev.hivesync.server.live;

import java.util.LinkedHashMap;
import java.util.Map;

/// Hints that wait for the bus. However many changes a user has, the newest revision alone is kept; past the limit
/// of users, new ones are dropped, which counts as a lost hint.
final class Outbox {

    static final int MAX_USERS = 50_000;

    private final Object lock = new Object();
    private Map<String, Long> waiting = new LinkedHashMap<>();

    void put(String userId, long revision) {
        synchronized (lock) {
            if (waiting.size() < MAX_USERS || waiting.containsKey(userId)) {
                waiting.merge(userId, revision, Math::max);
            }
        }
    }

    /// Takes them all.
    Map<String, Long> take() {
        synchronized (lock) {
            Map<String, Long> taken = waiting;
            waiting = new LinkedHashMap<>();
            return taken;
        }
    }

    /// For what could not be sent.
    void putBack(Map<String, Long> hints) {
        hints.forEach(this::put);
    }
}
