package dev.hivesync.desktop.center;

import dev.hivesync.attention.Verdict;
import java.time.Duration;
import java.util.Optional;

/// What is known of the selected thread beside its events.
///
/// @param recovered how long its failure lasted, where that was made good
/// @param verdict why the toast of its latest event came or did not
public record Notes(Optional<Duration> recovered, Optional<Verdict> verdict) {

    public static final Notes NONE = new Notes(Optional.empty(), Optional.empty());
}
