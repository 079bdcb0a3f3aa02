package dev.hivesync.desktop.board;

import dev.hivesync.wire.Family;
import java.util.Map;
import java.util.Optional;

/// The sidebar's numbers. Unread counts threads, so that a badge says how many marked rows its list holds.
///
/// @param failedSync the latest failed sync that is unread and that no later sync of its project made good
/// @param snoozed how many threads are put off
/// @param unreadByView by the saved view's name
public record Tally(
        int unread,
        Map<Family, Integer> unreadByFamily,
        Map<Family, Integer> runningByFamily,
        Map<String, Integer> unreadByProject,
        Optional<ThreadRow> failedSync,
        int snoozed,
        Map<String, Integer> unreadByView) {
    public Tally {
        unreadByFamily = Map.copyOf(unreadByFamily);
        runningByFamily = Map.copyOf(runningByFamily);
        unreadByProject = Map.copyOf(unreadByProject);
        unreadByView = Map.copyOf(unreadByView);
    }
}
