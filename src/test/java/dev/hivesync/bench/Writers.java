package dev.hivesync.bench;

import dev.hivesync.server.store.Draft;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/// Threads that do the same again and again, such as writing rows, for users by chance.
///
/// @param users those of the database
record Writers(int users) {

    /// Returns when it is done for this user.
    interface Work {
        void of(String user);
    }

    /// Returns when it is committed.
    interface Write {
        void of(Draft draft);
    }

    /// @param took a little longer than was asked for: what was begun is ended
    record Done(long count, Duration took) {
        double perSecond() {
            return count * 1e9 / took.toNanos();
        }
    }

    /// Writes a second.
    double rate(Write write, int threads, Duration time) throws ExecutionException, InterruptedException {
        return work(user -> write.of(draft(user)), threads, time).perSecond();
    }

    Done work(Work work, int threads, Duration time) throws ExecutionException, InterruptedException {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        long done = 0;
        try (ExecutorService all = Executors.newFixedThreadPool(threads)) {
            List<Future<Long>> each = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                each.add(all.submit(() -> until(end, work)));
            }
            for (Future<Long> one : each) {
                done += one.get();
            }
        }
        return new Done(done, Duration.ofNanos(System.nanoTime() - start));
    }

    private long until(long end, Work work) {
        long count = 0;
        for (; System.nanoTime() - end < 0; count++) {
            work.of(Integer.toString(
                    BenchDatabase.FIRST_USER + ThreadLocalRandom.current().nextInt(users)));
        }
        return count;
    }

    /// A usual event.
    static Draft draft(String user) {
        return new Draft(
                user,
                "proj-1",
                NotificationType.AI_JOB_COMPLETED,
                new Payload.AiJob("job-1", "proj-1", "document_function", null),
                null);
    }
}
