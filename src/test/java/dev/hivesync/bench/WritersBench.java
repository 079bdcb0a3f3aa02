package dev.hivesync.bench;

import dev.hivesync.server.live.NatsBus;
import dev.hivesync.server.live.PgBus;
import dev.hivesync.server.store.Database;
import dev.hivesync.server.store.Notifications;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private static final Writers THREADS = new Writers(USERS);
    private static final List<Integer> WRITERS =
            Rounds.quick() ? List.of(1, 8, MOST) : List.of(1, 2, 4, 8, 16, 32, MOST);
    private static final Rounds ROUNDS =
            Rounds.quick() ? new Rounds(3, Duration.ofMillis(200)) : new Rounds(5, Duration.ofMillis(300));
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

    @Test
    void one_to_sixty_four_writers() throws Exception {
        String url = shared.database().filled("writers", USERS, 10);
        try (Database database = Database.open(url, Database.Login.OF_URL, MOST);
                NatsServer nats = NatsServer.start()) {
            Notifications notifications = new Notifications(database, Clock.systemUTC());
            Map<String, Writers.Write> ways = new LinkedHashMap<>();
            ways.put(NONE, draft -> notifications.insert(draft));
            ways.put(WITHIN, Relays.within(database, notifications, "hivesync_within"));
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

    private static void measure(Map<String, Writers.Write> ways) throws Exception {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        ways.keySet().forEach(way -> rates.put(way, new ArrayList<>()));
        for (Writers.Write write : ways.values()) {
            var _ = THREADS.rate(write, 8, ROUNDS.each());
        }
        for (int writers : WRITERS) {
            List<Double> found = ROUNDS.medians(ways.values().stream()
                    .<Rounds.Side>map(write -> time -> THREADS.rate(write, writers, time))
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
}
