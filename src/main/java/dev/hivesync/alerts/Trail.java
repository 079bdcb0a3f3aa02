package dev.hivesync.alerts;

import dev.hivesync.attention.Fate;
import dev.hivesync.attention.Verdict;
import dev.hivesync.inbox.Telling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What was decided about the latest arrivals, by id: here for as long as the program runs, and handed out to be kept
/// beyond that. What a first reading brings is not handed out: it is a whole inbox, of which nobody asks.
final class Trail {

    static final int MOST = 2_000;

    private static final class Latest extends LinkedHashMap<String, Verdict> {
        private static final long serialVersionUID = 1L;

        private final int most;

        Latest(int most) {
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verdict> eldest) {
            return size() > most;
        }
    }

    private final Map<String, Verdict> verdicts = new Latest(MOST);
    private final Map<String, Verdict> unkept = new Latest(Telling.KEPT);
    private final Consumer<List<Telling>> keeper;

    /// @param keeper takes what is to outlast the program
    Trail(Consumer<List<Telling>> keeper) {
        this.keeper = keeper;
    }

    void record(String id, Verdict verdict) {
        verdicts.put(id, verdict);
        if (verdict.fate() != Fate.FIRST_FILL) {
            unkept.put(id, verdict);
        }
    }

    Optional<Verdict> of(String id) {
        return Optional.ofNullable(verdicts.get(id));
    }

    /// Hands out what was recorded since the last time.
    void keep() {
        if (!unkept.isEmpty()) {
            keeper.accept(unkept.entrySet().stream()
                    .map(decided -> decided.getValue().of(decided.getKey()))
                    .toList());
            unkept.clear();
        }
    }
}
