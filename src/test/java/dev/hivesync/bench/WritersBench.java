package dev.hivesync.bench;

import dev.hivesync.server.live.Bus;
import dev.hivesync.server.live.Hub;
import dev.hivesync.server.live.NatsBus;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Where the ways of telling other instances bend as writers grow: no way at all, NOTIFY within each transaction, hints
/// after the commit in batches over PostgreSQL, and over NATS.
@Tag("bench")
@DisplayName("Scale: writers")
class WritersBench {

    private static final int MOST = 64;
    private static final int USERS = Rounds.quick() ? 1_000 : 10_000;
    private static final List<Integer> WRITERS =
            Rounds.quick() ? List.of(1, 8, MOST) : List.of(1, 2, 4, 8, 16, 32, MOST);
    private static final Rounds ROUNDS =
            Rounds.quick() ? new Rounds(3, Duration.ofMillis(300)) : new Rounds(5, Duration.ofSeconds(1));
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String NONE = "no hints";
    private static final String WITHIN = "NOTIFY within the transaction";
    private static final String BATCHED = "batches over PostgreSQL";
    private static final String NATS = "batches over NATS";

    /// More writers add less than this where a way has bent.
    private static final double BENT = 1.15;

    @RegisterExtension
    static final Report report = new Report();

    @RegisterExtension
    static final SharedDatabase shared = new SharedDatabase();

    private interface Write {
        void of(Draft draft);
    }

    @Test
    void one_to_sixty_four_writers() throws Exception {
        String url = shared.database().filled("writers", USERS, 10);
        try (Database database = Database.open(url, Database.Login.OF_URL, MOST);
                NatsServer nats = NatsServer.start()) {
            Notifications notifications = new Notifications(database, CLOCK);
            Map<String, Write> ways = new LinkedHashMap<>();
            ways.put(NONE, draft -> notifications.insert(draft));
            ways.put(
                    WITHIN,
                    draft -> database.write(handle -> notifications
                            .insert(handle, draft)
                            .map(change -> handle.createQuery("SELECT pg_notify('hivesync_within', ?)::text")
                                    .bind(0, change.userId() + ":" + change.revision())
                                    .mapTo(String.class)
                                    .one())));
            try (Relays postgres = Relays.over(database, new PgBus(database))) {
                ways.put(BATCHED, postgres.telling(notifications));
                if (nats.running()) {
                    try (Relays other = Relays.over(database, new NatsBus(nats.url(), database.epoch()))) {
                        ways.put(NATS, other.telling(notifications));
                        measure(ways);
                    }
                } else {
                    measure(ways);
                    report.note("There is no nats-server here: NATS was not measured.");
                }
            }
        }
        shared.database().drop("writers");
    }

    private static void measure(Map<String, Write> ways) throws Exception {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        ways.keySet().forEach(way -> rates.put(way, new ArrayList<>()));
        for (Write write : ways.values()) {
            var _ = rate(write, 8, ROUNDS.each());
        }
        for (int writers : WRITERS) {
            List<Double> found = ROUNDS.medians(ways.values().stream()
                    .<Rounds.Side>map(write -> time -> rate(write, writers, time))
                    .toArray(Rounds.Side[]::new));
            int at = 0;
            for (List<Double> of : rates.values()) {
                of.add(found.get(at++));
            }
        }
        tell(rates);
    }

    private static void tell(Map<String, List<Double>> rates) {
        List<String> heads = new ArrayList<>(List.of("writes a second with so many writers"));
        WRITERS.forEach(writers -> heads.add(Integer.toString(writers)));
        heads.add("bends at");
        List<List<String>> rows = new ArrayList<>();
        rates.forEach((way, found) -> {
            List<String> row = new ArrayList<>(List.of(way));
            found.forEach(rate -> row.add(String.format(Locale.ROOT, "%,.0f", rate)));
            row.add(bend(found));
            rows.add(row);
        });
        report.table("Two instances on one PostgreSQL", heads, rows);
        double none = last(rates, NONE);
        report.atLeast("64 writers, " + BATCHED, last(rates, BATCHED), "/s", NONE, none, 0.9);
        if (rates.containsKey(NATS)) {
            report.atLeast("64 writers, " + NATS, last(rates, NATS), "/s", NONE, none, 0.9);
        }
        report.beside("64 writers, " + WITHIN, last(rates, WITHIN), "/s", NONE, none);
        report.note("A way bends at the number of writers from which the next step adds less than 15 %.");
    }

    private static double last(Map<String, List<Double>> rates, String way) {
        return rates.getOrDefault(way, List.of(Double.NaN)).getLast();
    }

    private static String bend(List<Double> found) {
        for (int i = 1; i < found.size(); i++) {
            if (found.get(i) < found.get(i - 1) * BENT) {
                return Integer.toString(WRITERS.get(i - 1));
            }
        }
        return "not yet";
    }

    private static double rate(Write write, int writers, Duration time) throws Exception {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        long written = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                all.add(threads.submit(() -> {
                    long count = 0;
                    for (; System.nanoTime() < end; count++) {
                        write.of(draft());
                    }
                    return count;
                }));
            }
            for (Future<Long> one : all) {
                written += one.get();
            }
        }
        return written * 1e9 / (System.nanoTime() - start);
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

    /// Two instances that tell each other.
    private record Relays(Relay here, Relay other) implements AutoCloseable {

        static Relays over(Database database, Bus bus) {
            Relays relays = new Relays(relay(database, bus), relay(database, bus));
            Awaitility.await().until(() -> relays.here.connected() && relays.other.connected());
            return relays;
        }

        private static Relay relay(Database database, Bus bus) {
            return Relay.start(
                    bus, new Hub(), new Revisions(CLOCK), new Stream(database, CLOCK), RandomGenerator.getDefault());
        }

        Write telling(Notifications notifications) {
            return draft -> notifications.insert(draft).change().ifPresent(here::changed);
        }

        @Override
        public void close() {
            other.close();
            here.close();
        }
    }
}
