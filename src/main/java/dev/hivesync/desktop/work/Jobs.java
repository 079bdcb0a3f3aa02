package dev.hivesync.desktop.work;

import dev.hivesync.desktop.board.Order;
import dev.hivesync.wire.Api;
import java.util.concurrent.CompletionStage;

/// What the backend knows of jobs and does on request. Called on the FX thread and returns at once; answers on any
/// thread, and always with an [Answer].
public interface Jobs {

    CompletionStage<Answer<Api.Job>> find(String jobId);

    /// Queues work once.
    ///
    /// @return the id of the job or sync
    CompletionStage<Answer<String>> order(Order order);
}
