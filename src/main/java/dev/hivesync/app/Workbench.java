package dev.hivesync.app;

import dev.hivesync.desktop.board.Order;
import dev.hivesync.desktop.work.Answer;
import dev.hivesync.desktop.work.Failure;
import dev.hivesync.desktop.work.Jobs;
import dev.hivesync.sync.HttpJobs;
import dev.hivesync.sync.Reply;
import dev.hivesync.wire.Api;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Joins the window's wishes to the backend of whoever is signed in. Every call has a virtual thread of its own.
final class Workbench implements Jobs {

    private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);

    private final Runnable pollNow;

    /// Null while nobody is signed in.
    private volatile @Nullable HttpJobs backend;

    /// @param pollNow called when work was queued: its first news is there already
    Workbench(Runnable pollNow) {
        this.pollNow = pollNow;
    }

    /// Another backend, or another user's; null for none.
    void serve(@Nullable HttpJobs next) {
        backend = next;
    }

    @Override
    public CompletionStage<Answer<Api.Job>> find(String jobId) {
        return ask(jobs -> jobs.find(jobId), Function.identity());
    }

    @Override
    public CompletionStage<Answer<String>> order(Order order) {
        CompletionStage<Answer<String>> answer = switch (order) {
            case Order.Job(var project, var action) ->
                ask(jobs -> jobs.startJob(project, action), Api.JobQueued::jobId);
            case Order.Sync(var project) -> ask(jobs -> jobs.startSync(project), Api.SyncQueued::syncId);
        };
        return answer.whenComplete((_, _) -> pollNow.run());
    }

    private <B, T> CompletionStage<Answer<T>> ask(Function<HttpJobs, Reply<B>> call, Function<B, T> value) {
        HttpJobs jobs = backend;
        if (jobs == null) {
            return CompletableFuture.completedStage(new Answer.Failed<>(Failure.SIGNED_OUT));
        }
        CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("work").start(() -> answer.complete(safely(() -> answer(call.apply(jobs), value))));
        return answer;
    }

    /// The window waits for an answer, come what may.
    private static <T> Answer<T> safely(Supplier<Answer<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            LOG.error("a call to the backend failed unexpectedly", e);
            return new Answer.Failed<>(Failure.REFUSED);
        }
    }

    private static <B, T> Answer<T> answer(Reply<B> reply, Function<B, T> value) {
        return switch (reply) {
            case Reply.Ok<B> ok -> new Answer.Done<>(value.apply(ok.body()));
            case Reply.SignedOut<B> _ -> new Answer.Failed<>(Failure.SIGNED_OUT);
            case Reply.Rejected<B>(var status, var _) when status == 404 -> new Answer.Failed<>(Failure.NOT_FOUND);
            case Reply.Unavailable<B>(var _, var after, var _)
            when after != null -> new Answer.Failed<>(Failure.TOO_MANY);
            case Reply.Unavailable<B> _ -> new Answer.Failed<>(Failure.UNREACHABLE);
            case Reply.Rejected<B> _, Reply.Unchanged<B> _, Reply.CursorExpired<B> _ ->
                new Answer.Failed<>(Failure.REFUSED);
        };
    }
}
