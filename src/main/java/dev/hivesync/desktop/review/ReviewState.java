package dev.hivesync.desktop.review;

import dev.hivesync.desktop.work.Answer;
import dev.hivesync.desktop.work.Failure;
import dev.hivesync.wire.Api;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// What the panel shows.
sealed interface ReviewState {

    record Closed() implements ReviewState {}

    record Loading(Subject subject) implements ReviewState {}

    record Failed(Subject subject, Failure why) implements ReviewState {}

    /// The job has no result, or one with nothing in it.
    record Empty(Subject subject) implements ReviewState {}

    record Shown(Subject subject, Suggestion suggestion) implements ReviewState {}

    /// Compares the files: not on the FX thread.
    static ReviewState of(Subject subject, Answer<Api.Job> answer) {
        return switch (answer) {
            case Answer.Failed<Api.Job>(var why) -> new Failed(subject, why);
            case Answer.Done<Api.Job>(var job) ->
                Optional.ofNullable(job.result())
                        .map(Suggestion::of)
                        .filter(suggestion -> !suggestion.empty())
                        .<ReviewState>map(suggestion -> new Shown(subject, suggestion))
                        .orElseGet(() -> new Empty(subject));
        };
    }

    /// What nobody has thought of must not leave the panel loading for ever.
    static ReviewState broken(Subject subject, Throwable failure) {
        LoggerFactory.getLogger(ReviewState.class).error("A suggestion could not be shown", failure);
        return new Failed(subject, Failure.REFUSED);
    }

    default Optional<Subject> about() {
        return switch (this) {
            case Closed() -> Optional.empty();
            case Loading(var subject) -> Optional.of(subject);
            case Failed(var subject, var _) -> Optional.of(subject);
            case Empty(var subject) -> Optional.of(subject);
            case Shown(var subject, var _) -> Optional.of(subject);
        };
    }
}
