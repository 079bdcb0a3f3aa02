package dev.hivesync.attention;

import dev.hivesync.inbox.Step;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Tells what happens now from what happened before and is only read now. What is read before the server has
/// answered completely came while nobody listened: the link turns when the reading is done.
public final class CatchUp {

    /// A shorter outage holds nothing up.
    static final Duration LONG = Duration.ofMinutes(1);

    private @Nullable Instant outSince = Instant.MIN; // null while connected
    private boolean filling;

    /// What the arrivals of the next step are. Steps are handed in in order.
    public Backlog of(Step step, Instant now) {
        boolean connected = step.state().link().connected();
        if (connected) {
            outSince = null;
            filling = false;
        } else if (outSince == null) {
            outSince = now;
        }
        Backlog backlog = filling ? Backlog.FIRST_FILL : longOut(now) ? Backlog.CATCHING_UP : Backlog.NONE;
        if (step.state().cursor() == null) {
            filling = true;
        }
        return backlog;
    }

    private boolean longOut(Instant now) {
        return outSince != null
                && (outSince.equals(Instant.MIN) || !outSince.plus(LONG).isAfter(now));
    }
}
