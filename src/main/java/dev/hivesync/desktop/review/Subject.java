package dev.hivesync.desktop.review;

import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.util.Optional;

/// The finished job under review.
record Subject(ThreadRow thread, Payload.AiJob job) {

    /// Empty where the thread is no finished job.
    static Optional<Subject> of(ThreadRow thread) {
        boolean completed = thread.notification()
                .known()
                .filter(NotificationType.AI_JOB_COMPLETED::equals)
                .isPresent();
        return completed && thread.notification().payload() instanceof Payload.AiJob job
                ? Optional.of(new Subject(thread, job))
                : Optional.empty();
    }
}
