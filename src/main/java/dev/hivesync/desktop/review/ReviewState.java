package dev.hivesync.desktop.review;

import dev.hivesync.desktop.work.Failure;
import java.util.Optional;

/// What the panel shows.
sealed interface ReviewState {

    record Closed() implements ReviewState {}

    record Loading(Subject subject) implements ReviewState {}

    record Failed(Subject subject, Failure why) implements ReviewState {}

    /// The job has no result, or one with nothing in it.
    record Empty(Subject subject) implements ReviewState {}

    record Shown(Subject subject, Suggestion suggestion) implements ReviewState {}

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
