package dev.hivesync.desktop.work;

import dev.hivesync.desktop.board.Order;
import dev.hivesync.wire.Api;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A backend that answers when the test says so. What it is told to know it answers at once.
public final class FakeJobs implements Jobs {

    public final List<Order> orders = new ArrayList<>();
    public final List<String> asked = new ArrayList<>();
    private final Map<String, Answer<Api.Job>> known = new HashMap<>();
    private CompletableFuture<Answer<Api.Job>> found = new CompletableFuture<>();
    private CompletableFuture<Answer<String>> ordered = new CompletableFuture<>();

    public void knows(String jobId, Api.JobResult result) {
        known.put(jobId, new Answer.Done<>(job(jobId, result)));
    }

    public void fails(String jobId, Failure why) {
        known.put(jobId, new Answer.Failed<>(why));
    }

    private static Api.Job job(String jobId, Api.JobResult result) {
        return new Api.Job(jobId, "proj-1", "document_function", "completed", result);
    }

    /// Answers the question that waits.
    public void find(String jobId, Api.JobResult result) {
        CompletableFuture<Answer<Api.Job>> waiting = found;
        found = new CompletableFuture<>();
        waiting.complete(new Answer.Done<>(job(jobId, result)));
    }

    /// The question that waits ends without an answer.
    public void fail(RuntimeException failure) {
        CompletableFuture<Answer<Api.Job>> waiting = found;
        found = new CompletableFuture<>();
        waiting.completeExceptionally(failure);
    }

    /// Answers the order that waits.
    public void take(Answer<String> answer) {
        CompletableFuture<Answer<String>> waiting = ordered;
        ordered = new CompletableFuture<>();
        waiting.complete(answer);
    }

    @Override
    public CompletionStage<Answer<Api.Job>> find(String jobId) {
        asked.add(jobId);
        Answer<Api.Job> answer = known.get(jobId);
        return answer == null ? found : CompletableFuture.completedStage(answer);
    }

    @Override
    public CompletionStage<Answer<String>> order(Order order) {
        orders.add(order);
        return ordered;
    }
}
