package dev.hivesync.attention;

import java.time.Instant;

/// From `since` up to and without `until`.
public record Span(Instant since, Instant until) {

    public boolean holds(Instant time) {
        return !time.isBefore(since) && time.isBefore(until);
    }
}
