package dev.hivesync.attention;

import dev.hivesync.inbox.Step;
import java.util.HashMap;
import java.util.Map;

/// Whether something arrives as it happens, or together with all that happened before.
public enum Backlog {
    /// As it happens.
    NONE,
    /// The very first reading of an account's inbox.
    FIRST_FILL,
    /// The server was not heard of for a while, or the program has just started.
    CATCHING_UP;

    /// By id, the arrivals of a step that is this; empty where they come as they happen.
    public Map<String, Backlog> arrivals(Step step) {
        Map<String, Backlog> late = new HashMap<>();
        if (this != NONE) {
            for (Step.Change change : step.changes()) {
                if (change instanceof Step.Change.Arrived(var entry)) {
                    late.put(entry.id(), this);
                }
            }
        }
        return late;
    }
}
