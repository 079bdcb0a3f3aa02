package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The two ways on for a mark that the server refused.
public record Refusals(Consumer<Fact> intents) {

    /// Why the server refused a mark of this thread, as status and code.
    public static Optional<String> reason(ThreadRow thread) {
        return thread.refused().stream()
                .map(Entry::refusal)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /// Sends it again.
    public void retry(ThreadRow thread) {
        intents.accept(new Fact.Retried(ids(thread)));
    }

    /// Takes it back.
    public void giveUp(ThreadRow thread) {
        intents.accept(new Fact.GivenUp(ids(thread)));
    }

    private static Set<String> ids(ThreadRow thread) {
        return thread.refused().stream().map(Entry::id).collect(Collectors.toSet());
    }
}
