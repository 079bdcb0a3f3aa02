package dev.hivesync.bench;

import static java.util.Objects.requireNonNull;

import dev.hivesync.bench.Writers.Write;
import dev.hivesync.server.live.Announcer;
import dev.hivesync.server.live.PgBus;
import dev.hivesync.server.store.Database;
import dev.hivesync.server.store.Notifications;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
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
            new Rounds(Rounds.quick() ? 9 : 25, Duration.ofMillis(Rounds.quick() ? 400 : 800));

    private static final int USERS = Rounds.quick() ? 1_000 : 10_000;

    private static final Writers WRITERS = new Writers(USERS);

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

    @Test
    void hints_after_the_commit_beside_none_and_beside_notify_within_the_transaction() throws Exception {
        Database database = requireNonNull(opened);
        Notifications notifications = new Notifications(database, CLOCK);
        Announcer nobody = _ -> {};
        Write silent = draft -> notifications.insert(draft).change().ifPresent(nobody::changed);
        Write within = Relays.within(database, notifications, "hivesync_changed");
        List<Double> found;
        try (Relays relays = Relays.over(database, new PgBus(database))) {
            Write hinted = relays.telling(notifications);
            var _ = rate(silent, Duration.ofSeconds(1));
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
            found = Rounds.chosen()
                    .of(Duration.ofMillis(Rounds.quick() ? 400 : 1_000))
                    .medians(time -> rate(within, time), time -> rate(silent, time));
            report.beside("writes with NOTIFY within the transaction", found.get(0), "/s", "without", found.get(1));
        }
    }

    private static double rate(Write write, Duration time) throws InterruptedException, ExecutionException {
        return WRITERS.rate(write, CONNECTIONS, time);
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
}
