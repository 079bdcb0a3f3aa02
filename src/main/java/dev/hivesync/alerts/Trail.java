package dev.hivesync.alerts;

import dev.hivesync.attention.Fate;
import dev.hivesync.attention.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What was decided about the latest arrivals, by id. Kept in memory, for as long as the window is open.
final class Trail {

    static final int MOST = 2_000;

    private final Map<String, Verdict> verdicts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verdict> eldest) {
            return size() > MOST;
        }
    };

    void record(String id, Fate fate, Instant at) {
        verdicts.put(id, new Verdict(fate, at));
    }

    Optional<Verdict> of(String id) {
        return Optional.ofNullable(verdicts.get(id));
    }
}
