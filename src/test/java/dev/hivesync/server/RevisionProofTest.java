package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.store.Database;
import dev.hivesync.server.store.Draft;
import dev.hivesync.server.store.Notifications;
import dev.hivesync.server.store.PayloadRules;
import dev.hivesync.server.store.Stream;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.StringNode;

/// Eight writers and a reader of read marks change one user's rows, a tenth of the inserts is rolled back, and a
/// poller that knows nothing but its cursor ends with exactly what was committed, each row as it last stood.
///
/// A transaction that has stamped its row holds the user's counter until it ends, so waits after the stamp follow one
/// another: 4,000 of 1.5 s on average take 100 minutes. [Waits] says on which side of the stamp they lie.
class RevisionProofTest {

    private static final int WRITERS = 8;
    private static final int RUNS = 20;

    /// How long a transaction waits, as parts of its random time.
    ///
    /// @param before the stamp, as if at other work
    /// @param after the stamp, with the counter held
    private record Waits(double before, double after) {}

    /// A short wait with the counter held, so that a poll which saw a later revision before an earlier one would show.
    private static final Waits AT_WORK = new Waits(1, 0.01);

    private static final Waits HOLDING = new Waits(0, 1);

    @RegisterExtension
    static final TestServer server = new TestServer();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void what_a_poller_receives_is_what_was_committed(long seed) throws Exception {
        run(seed, 15, 30, 20, AT_WORK, server.database());
    }

    /// All runs at once, each with a user of its own: 13 minutes.
    @Tag("proof")
    @Test
    void twenty_runs_of_eight_writers_and_500_rows_each(@TempDir Path directory) throws Exception {
        runs(directory, AT_WORK);
    }

    /// The same with every wait between stamp and commit: nearly two hours.
    @Tag("marathon")
    @Test
    void twenty_runs_of_eight_writers_that_hold_the_counter(@TempDir Path directory) throws Exception {
        runs(directory, HOLDING);
    }

    private static void runs(Path directory, Waits waits) throws Exception {
        // Each run has a pool, and Flyway three more while it looks at the schema.
        int connections = RUNS * (WRITERS + 2 + 3) + 20;
        try (EmbeddedDatabase postgres = EmbeddedDatabase.start(
                        directory, TestServer.binaries(), Map.of("max_connections", Integer.toString(connections)));
                ExecutorService runs = Executors.newFixedThreadPool(RUNS)) {
            // Eight writers that wait for one another wait for longer than a request ever would.
            String url = postgres.jdbcUrl() + "&socketTimeout=0&options=-c%20statement_timeout=0";
            Database.open(url).close();
            List<Future<?>> all = new ArrayList<>();
            for (long seed = 1; seed <= RUNS; seed++) {
                long chance = seed;
                all.add(runs.submit(() -> {
                    try (Database database = Database.open(url)) {
                        run(chance, 500, 3_000, 200, waits, database);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private static void run(long seed, int rows, int longestMs, int pollMs, Waits waits, Database database)
            throws Exception {
        String user = "u-" + UUID.randomUUID();
        Notifications notifications = new Notifications(database, Clock.systemUTC());
        Stream stream = new Stream(database, Clock.systemUTC());
        Set<String> committed = ConcurrentHashMap.newKeySet();
        AtomicInteger rolledBack = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(WRITERS);
        Poller poller = new Poller(stream, user);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Random random = new Random(seed * 100 + writer);
                all.add(threads.submit(() -> {
                    for (int row = 0; row < rows; row++) {
                        write(database, notifications, user, random, longestMs, waits)
                                .ifPresentOrElse(committed::add, rolledBack::incrementAndGet);
                    }
                    done.countDown();
                    return null;
                }));
            }
            all.add(threads.submit(() -> {
                Random random = new Random(seed);
                while (!done.await(pollMs, TimeUnit.MILLISECONDS)) {
                    List<UUID> some = committed.stream()
                            .filter(_ -> random.nextInt(4) == 0)
                            .limit(20)
                            .map(UUID::fromString)
                            .toList();
                    notifications.mark(user, some, random.nextInt(5) > 0);
                }
                return null;
            }));
            all.add(threads.submit(() -> {
                while (!done.await(pollMs, TimeUnit.MILLISECONDS)) {
                    poller.poll();
                }
                return null;
            }));
            for (Future<?> one : all) {
                one.get();
            }
        }
        poller.poll();

        Poller afresh = new Poller(stream, user);
        afresh.poll();
        assertThat(poller.received.keySet()).isEqualTo(committed);
        assertThat(poller.received).isEqualTo(afresh.received);
        assertThat(poller.received.values()).anyMatch(Notification::read);
        assertThat(committed.size() + rolledBack.get()).isEqualTo(WRITERS * rows);
        assertThat(rolledBack.get()).isPositive();
    }

    private static Optional<String> write(
            Database database, Notifications notifications, String user, Random random, int longestMs, Waits waits) {
        int work = random.nextInt(longestMs + 1);
        boolean keep = random.nextInt(10) > 0;
        return database.write(handle -> {
            pause(handle, work * waits.before());
            Notification row = notifications
                    .insert(handle, draft(user))
                    .flatMap(change -> Optional.ofNullable(change.notification()))
                    .orElseThrow();
            pause(handle, work * waits.after());
            if (!keep) {
                handle.rollback();
                return Optional.<String>empty();
            }
            return Optional.of(row.notificationId());
        });
    }

    /// In the database, where a transaction at work would be.
    private static void pause(Handle handle, double milliseconds) {
        handle.createQuery("SELECT 1 FROM pg_sleep(?)")
                .bind(0, milliseconds / 1_000)
                .mapTo(Integer.class)
                .one();
    }

    private static Draft draft(String user) {
        return ((PayloadRules.Verdict.Accepted) new PayloadRules(false)
                        .judge(
                                user,
                                null,
                                NotificationType.SYSTEM_HEALTH_ISSUE,
                                Map.of("message", StringNode.valueOf("all is well")),
                                null))
                .draft();
    }

    /// A client with a cursor; used by one thread at a time.
    private static final class Poller {
        private static final Stream.Filter ALL = new Stream.Filter(null, List.of(), null);

        private final Stream stream;
        private final String user;
        private final Map<String, Notification> received = new HashMap<>();
        private long cursor;

        Poller(Stream stream, String user) {
            this.stream = stream;
            this.user = user;
        }

        void poll() {
            boolean more = true;
            while (more) {
                Stream.Slice slice = stream.since(user, cursor, 500, ALL);
                slice.rows().forEach(row -> received.put(row.notificationId(), row.notification()));
                cursor = slice.next();
                more = slice.more();
            }
        }
    }
}
