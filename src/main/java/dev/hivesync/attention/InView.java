package dev.hivesync.attention;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What has been in view, and since when without a break.
public record InView(Map<String, Instant> since) {

    /// Being seen for so long counts as read.
    public static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    public static final InView NOTHING = new InView(Map.of());

    public InView {
        since = Map.copyOf(since);
    }

    /// These are in view at `now`, and nothing else.
    public InView seeing(Set<String> ids, Instant now) {
        Map<String, Instant> next = new HashMap<>();
        ids.forEach(id -> next.put(id, since.getOrDefault(id, now)));
        return new InView(next);
    }

    public Set<String> longEnough(Instant now) {
        return since.entrySet().stream()
                .filter(seen -> !seen.getValue().plus(LONG_ENOUGH).isAfter(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
