package dev.hivesync.bench;

import dev.hivesync.server.store.Database;
import dev.hivesync.server.store.Notifications;
import dev.hivesync.server.store.Stream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a poll and an event cost PostgreSQL as users and rows grow tenfold: its processor time for each, which does not
/// depend on what else the machine does.
@Tag("bench")
@DisplayName("Scale: users and rows")
class GrowthBench {

    private static final int CONNECTIONS = 8;
    private static final Rounds ROUNDS =
            Rounds.quick() ? new Rounds(3, Duration.ofMillis(300)) : new Rounds(5, Duration.ofMillis(600));
    private static final Stream.Filter ALL = new Stream.Filter(null, List.of(), null);

    @RegisterExtension
    static final Report report = new Report();

    @RegisterExtension
    static final SharedDatabase shared = new SharedDatabase();

    /// One size of the database.
    private record Size(int users, int rows) {
        String name() {
            return String.format(Locale.ROOT, "%,d users of %,d rows", users, rows);
        }
    }

    /// The first is what the others are measured against: ten times the users, and ten times again; the same with rows.
    private static final List<Size> SIZES = Rounds.quick()
            ? List.of(new Size(1_000, 10), new Size(10_000, 10), new Size(1_000, 100))
            : List.of(
                    new Size(1_000, 10),
                    new Size(10_000, 10),
                    new Size(100_000, 10),
                    new Size(1_000, 100),
                    new Size(1_000, 1_000));

    @Test
    void a_poll_and_an_event_cost_the_same_in_a_large_database() throws Exception {
        List<Side> sides = new ArrayList<>();
        try {
            for (Size size : SIZES) {
                sides.add(new Side(size));
            }
            compare(sides);
        } finally {
            for (Side side : sides) {
                side.close();
            }
        }
        report.note(
                "A poll finds one new row. Processor time of PostgreSQL alone; what the server adds knows nothing of"
                        + " how much the database holds.");
    }

    private static void compare(List<Side> sides) throws Exception {
        for (boolean event : new boolean[] {false, true}) {
            for (Side side : sides) {
                var _ = side.cost(ROUNDS.each(), event);
            }
            List<Double> found = ROUNDS.medians(sides.stream()
                    .<Rounds.Side>map(side -> time -> side.cost(time, event))
                    .toArray(Rounds.Side[]::new));
            Size first = sides.getFirst().size;
            for (int i = 1; i < sides.size(); i++) {
                Size size = sides.get(i).size;
                report.between(
                        (event ? "PostgreSQL's cost of an event, " : "PostgreSQL's cost of a poll, ") + size.name(),
                        found.get(i),
                        "µs",
                        first.name(),
                        found.getFirst(),
                        0,
                        size.users * size.rows > 10 * first.users * first.rows ? 1.5 : 1.25);
            }
        }
    }

    private static final class Side {
        private final Size size;
        private final String name;
        private final Writers writers;
        private final Database database;
        private final Stream stream;
        private final Notifications notifications;

        Side(Size size) throws Exception {
            this.size = size;
            writers = new Writers(size.users);
            name = "growth_" + size.users + "_" + size.rows;
            database = Database.open(
                    shared.database().filled(name, size.users, size.rows), Database.Login.OF_URL, CONNECTIONS);
            stream = new Stream(database, Clock.systemUTC());
            notifications = new Notifications(database, Clock.systemUTC());
        }

        /// Microseconds each.
        double cost(Duration time, boolean event) throws Exception {
            Duration before = shared.database().cpu();
            long count = writers.work(event ? this::event : this::poll, CONNECTIONS, time)
                    .count();
            return shared.database().cpu().minus(before).toNanos() / 1e3 / count;
        }

        private void event(String user) {
            var _ = notifications.insert(Writers.draft(user));
        }

        private void poll(String user) {
            var _ = stream.since(user, size.rows - 1L, 100, ALL);
        }

        void close() throws Exception {
            database.close();
            shared.database().drop(name);
        }
    }
}
