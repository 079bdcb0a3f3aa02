package dev.hivesync.desktop.review;

import java.util.List;

/// A line on one side.
///
/// @param number counted from 1
/// @param changed the words that differ; empty where all of it does
record Side(int number, CodeLine line, List<Range> changed) {
    Side {
        changed = List.copyOf(changed);
    }
}
