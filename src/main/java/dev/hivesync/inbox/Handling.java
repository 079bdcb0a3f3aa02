package dev.hivesync.inbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What the user decided about a thread, on this desktop alone: the server knows nothing of it.
///
/// @param thread as [Entry#thread] names it
/// @param pinned since when it stands on top; null where it does not
/// @param snooze null where it was never put off, or that is settled
public record Handling(
        String thread, @Nullable Instant pinned, @Nullable Snooze snooze) {

    public Handling {
        pinned = pinned == null ? null : pinned.truncatedTo(ChronoUnit.MICROS);
    }

    public static Handling none(String thread) {
        return new Handling(thread, null, null);
    }

    /// Whether it is put off and has not come back.
    public boolean asleep() {
        return snooze != null && snooze.woken() == null;
    }

    /// When it came back, until the user has dealt with it; null else.
    public @Nullable Instant woken() {
        return snooze == null ? null : snooze.woken();
    }

    Handling pinned(@Nullable Instant since) {
        return new Handling(thread, since, snooze);
    }

    Handling snoozed(@Nullable Snooze next) {
        return new Handling(thread, pinned, next);
    }

    boolean nothing() {
        return pinned == null && snooze == null;
    }
}
