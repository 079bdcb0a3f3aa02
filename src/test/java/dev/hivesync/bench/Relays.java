package dev.hivesync.bench;

import dev.hivesync.server.live.Bus;
import dev.hivesync.server.live.Hub;
import dev.hivesync.server.live.Relay;
import dev.hivesync.server.live.Revisions;
import dev.hivesync.server.store.Database;
import dev.hivesync.server.store.Notifications;
import dev.hivesync.server.store.Stream;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;

/// Two instances that tell each other: whoever writes at the first is heard by the other.
record Relays(Relay here, Relay other) implements AutoCloseable {

    private static final Clock CLOCK = Clock.systemUTC();

    static Relays over(Database database, Bus bus) {
        Relays relays = new Relays(relay(database, bus), relay(database, bus));
        Awaitility.await().until(() -> relays.here.connected() && relays.other.connected());
        return relays;
    }

    private static Relay relay(Database database, Bus bus) {
        return Relay.start(
                bus, new Hub(), new Revisions(CLOCK), new Stream(database, CLOCK), RandomGenerator.getDefault());
    }

    Writers.Write telling(Notifications notifications) {
        return draft -> notifications.insert(draft).change().ifPresent(here::changed);
    }

    /// For comparison: NOTIFY within each writing transaction.
    static Writers.Write within(Database database, Notifications notifications, String channel) {
        return draft -> database.write(handle -> notifications
                .insert(handle, draft)
                .map(change -> handle.createQuery("SELECT pg_notify(?, ?)::text")
                        .bind(0, channel)
                        .bind(1, "{\"" + change.userId() + "\":" + change.revision() + "}")
                        .mapTo(String.class)
                        .one()));
    }

    @Override
    public void close() {
        other.close();
        here.close();
    }
}
