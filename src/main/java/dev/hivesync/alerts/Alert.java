package dev.hivesync.alerts;

import dev.hivesync.wire.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What the operating system is asked to show: a toast in words.
///
/// @param key the toast's key; a newer alert of the same key takes the place of the older
/// @param ids of the notifications it stands for
/// @param title one clean line
/// @param text clean, may be empty
/// @param stays whether it is to stay until the user has seen it
/// @param buttons what can be done about it; [Action#OPEN] is also what a click on it does
public record Alert(
        String key,
        Instant shownAt,
        Set<String> ids,
        String title,
        String text,
        Priority priority,
        boolean stays,
        List<Button> buttons) {

    /// What a person can do about an alert.
    public enum Action {
        OPEN,
        /// The thread's main action, such as Review or Retry.
        MAIN,
        READ
    }

    public record Button(Action action, String label) {}

    public Alert {
        ids = Set.copyOf(ids);
        buttons = List.copyOf(buttons);
    }

    /// Whether who has seen `before` has seen this: nothing was added, at most something was read meanwhile.
    public boolean within(Alert before) {
        return key.equals(before.key) && shownAt.equals(before.shownAt) && before.ids.containsAll(ids);
    }
}
