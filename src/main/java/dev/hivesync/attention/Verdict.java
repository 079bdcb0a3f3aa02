package dev.hivesync.attention;

import java.time.Instant;

/// What was decided about a toast, and when.
public record Verdict(Fate fate, Instant at) {}
