package dev.hivesync.desktop.review;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// One file of a suggestion, compared.
///
/// @param name as it is shown; a name is data and leads nowhere
/// @param after the suggested text, to the letter
/// @param hunks the suggested lines of each change, to the letter
record FileDiff(
        String name,
        Kind kind,
        int removed,
        int added,
        List<Pair> pairs,
        List<String> hunks,
        String after,
        Set<Notice> notices) {

    enum Kind {
        CHANGED,
        NEW,
        DELETED
    }

    /// What is said above the lines.
    enum Notice {
        /// Too long, or too different, to be shown line by line.
        TOO_LARGE,
        NO_DIFFERENCE,
        /// Nothing differs but how lines end.
        LINE_ENDINGS,
        /// Holds characters that nobody sees or that turn text around.
        STRANGE
    }

    FileDiff {
        pairs = List.copyOf(pairs);
        hunks = List.copyOf(hunks);
        notices = notices.isEmpty() ? Set.of() : EnumSet.copyOf(notices);
    }
}
