package dev.hivesync.desktop.work;

import dev.hivesync.desktop.board.Order;
import dev.hivesync.wire.Api;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/// The ports by which the window has things done elsewhere.
///
/// @param reviewsOpen whether a finished suggestion opens by itself; asked at each one, on the FX thread
public record Errands(Jobs jobs, Editors editors, BooleanSupplier reviewsOpen) {

    /// For a window that only shows.
    public static final Errands NONE = new Errands(new Nobody(), _ -> Optional.empty(), () -> false);

    private record Nobody() implements Jobs {
        @Override
        public CompletionStage<Answer<Api.Job>> find(String jobId) {
            return CompletableFuture.completedStage(new Answer.Failed<>(Failure.UNREACHABLE));
        }

        @Override
        public CompletionStage<Answer<String>> order(Order order) {
            return CompletableFuture.completedStage(new Answer.Failed<>(Failure.UNREACHABLE));
        }
    }
}
