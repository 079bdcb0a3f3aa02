package dev.hivesync.inbox;

import java.time.Instant;
import java.time.LocalDateTime;

/// How long a thread is put off. Whichever it is, news of medium or high priority end it.
public sealed interface Until {

    /// A length of time from when it was put off.
    record Moment(Instant at) implements Until {}

    /// What the clock on the wall says, wherever the wall is by then.
    record WallClock(LocalDateTime at) implements Until {}

    /// Until there is news.
    record Move() implements Until {}

    /// As the store keeps it; empty for [Move].
    default String written() {
        return switch (this) {
            case Moment(var at) -> at.toString();
            case WallClock(var at) -> at.toString();
            case Move() -> "";
        };
    }

    /// @throws java.time.DateTimeException where no version of this program wrote it
    static Until read(String written) {
        if (written.isEmpty()) {
            return new Move();
        }
        return written.endsWith("Z") ? new Moment(Instant.parse(written)) : new WallClock(LocalDateTime.parse(written));
    }
}
