package dev.hivesync.attention;

/// That nothing disturbs at the moment.
///
/// @param asked whether the user asked for it; else the quiet hours did
public record Quiet(Span span, boolean asked) {}
