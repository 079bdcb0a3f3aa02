package dev.hivesync.bridge;

import dev.hivesync.inbox.Fact;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeFrame.Ack;
import dev.hivesync.wire.BridgeFrame.Auth;
import dev.hivesync.wire.BridgeFrame.Failure;
import dev.hivesync.wire.BridgeFrame.Focus;
import dev.hivesync.wire.BridgeFrame.Hello;
import dev.hivesync.wire.BridgeFrame.JobStarted;
import dev.hivesync.wire.BridgeFrame.Ping;
import dev.hivesync.wire.BridgeFrame.Pong;
import dev.hivesync.wire.BridgeFrame.Show;
import dev.hivesync.wire.BridgeFrame.Shown;
import dev.hivesync.wire.BridgeFrame.Unknown;
import dev.hivesync.wire.BridgeMessage;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a plugin that has proved itself may ask for. What leads out of the bridge runs on the keeper, never on a
/// socket's thread; a keeper that has too much to do refuses.
final class Requests {

    private final Consumer<Fact> facts;
    private final JobNews jobs;
    private final OwnCommands commands;
    private final Predicate<Runnable> keeper;

    /// @param keeper takes a task, or refuses
    Requests(Consumer<Fact> facts, JobNews jobs, OwnCommands commands, Predicate<Runnable> keeper) {
        this.facts = facts;
        this.jobs = jobs;
        this.commands = commands;
        this.keeper = keeper;
    }

    /// False where there is too much to do.
    boolean told(BridgeMessage message, Peer peer) {
        String requestId = message.requestId();
        return switch (message.frame()) {
            case Ping _ -> answered(peer, new Pong(), requestId);
            case Ack ack -> read(ack.notificationIds(), requestId, peer);
            case Show(String notificationId) ->
                keeper.test(() -> answered(peer, new Shown(commands.show(notificationId)), requestId));
            case JobStarted job -> keeper.test(() -> jobs.started(job.projectId(), job.jobId()));
            case Focus on -> {
                peer.focus(on.projectId());
                yield true;
            }
            case Unknown _ -> true;
            case Hello _, Auth _, BridgeFrame.FromDesktop _ ->
                answered(peer, new Failure("forbidden", "A plugin may not send this here."), requestId);
        };
    }

    /// With a request id it is answered once it is durable, on whichever thread knows.
    private boolean read(List<String> ids, @Nullable String requestId, Peer peer) {
        Set<String> distinct = Set.copyOf(ids);
        if (requestId == null) {
            return keeper.test(() -> facts.accept(new Fact.Read(distinct)));
        }
        return keeper.test(() -> {
            var _ = commands.read(distinct)
                    .thenAccept(known -> answered(
                            peer,
                            new BridgeFrame.Acked(
                                    ids.stream().filter(known::contains).toList(),
                                    ids.stream()
                                            .filter(id -> !known.contains(id))
                                            .toList()),
                            requestId));
        });
    }

    private static boolean answered(Peer peer, BridgeFrame answer, @Nullable String requestId) {
        peer.send(new BridgeMessage(answer, requestId, null));
        return true;
    }
}
