package dev.hivesync.bench;

import static java.util.Objects.requireNonNull;

import dev.hivesync.server.live.Announcer;
import dev.hivesync.server.live.Hub;
import dev.hivesync.server.live.PgBus;
import dev.hivesync.server.live.Relay;
import dev.hivesync.server.live.Revisions;
import dev.hivesync.server.store.Database;
import dev.hivesync.server.store.Draft;
import dev.hivesync.server.store.Notifications;
import dev.hivesync.server.store.Stream;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What it costs writers that the other instances hear of each change.
@Tag("bench")
@DisplayName("Writes")
class WriteBench {

    private static final int CONNECTIONS = 32;

    /// Many short turns: a few percent are to be seen beside what else the machine does.
    private static final Rounds TURNS =
            new Rounds(Rounds.quick() ? 9 : 31, Duration.ofMillis(Rounds.quick() ? 700 : 1_000));

    private static final int USERS = Rounds.quick() ? 1_000 : 10_000;

    @RegisterExtension
    static final Report report = new Report();

    private static final Clock CLOCK = Clock.systemUTC();

    @RegisterExtension
    static final SharedDatabase shared = new SharedDatabase();

    private static @Nullable Database opened;

    @BeforeAll
    static void start() throws Exception {
        opened = Database.open(shared.database().filled("written", USERS), Database.Login.OF_URL, CONNECTIONS);
    }

    @AfterAll
    static void stop() {
        if (opened != null) {
            opened.close();
        }
    }

    /// One write of one user; returns when it is committed.
    private interface Write {
        void of(Draft draft);
    }

    @Test
    void hints_after_the_commit_beside_none_and_beside_notify_within_the_transaction() throws Exception {
        Database database = requireNonNull(opened);
        Notifications notifications = new Notifications(database, CLOCK);
        Announcer nobody = _ -> {};
        Write silent = draft -> notifications.insert(draft).change().ifPresent(nobody::changed);
        Write within = draft -> database.write(handle -> notifications
                .insert(handle, draft)
                .map(change -> handle.createQuery("SELECT pg_notify('hivesync_changed', ?)::text")
                        .bind(0, "{\"" + change.userId() + "\":" + change.revision() + "}")
                        .mapTo(String.class)
                        .one()));
        List<Double> found;
        // Two instances: whoever writes is heard by the other.
        try (Relay relay = relay();
                Relay other = relay()) {
            Awaitility.await().until(() -> relay.connected() && other.connected());
            Write hinted = draft -> notifications.insert(draft).change().ifPresent(relay::changed);
            rate(silent, Rounds.chosen().each());
            Cost hintedCost = new Cost();
            Cost silentCost = new Cost();
            found = TURNS.medians(time -> hintedCost.of(hinted, time), time -> silentCost.of(silent, time));
            report.atLeast("writes with hints, 32 connections", found.get(0), "/s", "without", found.get(1), 0.95);
            report.atLeast(
                    "writes with hints for a second of processor time",
                    hintedCost.forASecond(),
                    "/s",
                    "without",
                    silentCost.forASecond(),
                    0.95);
            // Apart from the others: what it leaves for the listeners to read would slow them.
            found = Rounds.chosen().medians(time -> rate(within, time), time -> rate(silent, time));
            report.beside("writes with NOTIFY within the transaction", found.get(0), "/s", "without", found.get(1));
        }
    }

    /// What writes took of the processors, here and in PostgreSQL. Unlike their number in a second it does not depend
    /// on
    /// how much of them other programs leave.
    private static final class Cost {
        private double writes;
        private Duration cpu = Duration.ZERO;

        double of(Write write, Duration time) throws InterruptedException, ExecutionException {
            Duration before = cpu();
            double rate = rate(write, time);
            cpu = cpu.plus(cpu().minus(before));
            writes += rate * time.toNanos() / 1e9;
            return rate;
        }

        double forASecond() {
            return writes * 1e9 / cpu.toNanos();
        }

        private static Duration cpu() {
            return ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .orElse(Duration.ZERO)
                    .plus(shared.database().cpu());
        }
    }

    private static Relay relay() {
        Database database = requireNonNull(opened);
        return Relay.start(
                new PgBus(database),
                new Hub(),
                new Revisions(CLOCK),
                new Stream(database, CLOCK),
                RandomGenerator.getDefault());
    }

    private static double rate(Write write, Duration time) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        long written = 0;
        try (ExecutorService writers = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(writers.submit(() -> {
                    long count = 0;
                    while (System.nanoTime() < end) {
                        write.of(draft());
                        count++;
                    }
                    return count;
                }));
            }
            for (Future<Long> one : all) {
                written += one.get();
            }
        }
        return written * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
    }

    private static Draft draft() {
        int user = BenchDatabase.FIRST_USER + ThreadLocalRandom.current().nextInt(USERS);
        return new Draft(
                Integer.toString(user),
                "proj-1",
                NotificationType.AI_JOB_COMPLETED,
                new Payload.AiJob("job-1", "proj-1", "document_function", null),
                null);
    }
}
