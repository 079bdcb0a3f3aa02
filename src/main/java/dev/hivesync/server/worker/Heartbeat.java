package dev.hivesync.server.worker;

import dev.hivesync.server.store.Workers;
import java.time.Duration;

/// A worker's round with a sign of life before it.
public record Heartbeat(Workers workers, String worker, WorkerThread.Round round) implements WorkerThread.Round {

    @Override
    public Duration run() {
        workers.beat(worker);
        return round.run();
    }
}
