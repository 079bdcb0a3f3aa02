package dev.hivesync.desktop.board;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A line of the list.
///
/// @param project the project's name, empty where the thread has none
/// @param opens the day that this row is the first of, or null
public record Row(
        ThreadRow thread, String project, @Nullable LocalDate opens) {}
