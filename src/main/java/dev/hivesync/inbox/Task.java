package dev.hivesync.inbox;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What waits for the inbox thread.
sealed interface Task {
    record Join(Fact fact, CompletableFuture<InboxState> durable) implements Task {}

    record SignIn(String account, String user, CompletableFuture<InboxState> done) implements Task {}

    record Observe(Consumer<Step> observer) implements Task {}

    record Stop() implements Task {}
}
