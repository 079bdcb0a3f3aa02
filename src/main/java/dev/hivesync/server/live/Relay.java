package dev.hivesync.server.live;

import dev.hivesync.server.store.Changed;
import dev.hivesync.server.store.Stream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Joins this instance's listeners to the other instances by one link to the bus, on one thread. A link that fails is
/// opened again; then every listener is told where its user stands, so that what was said meanwhile is not missed.
public final class Relay implements Announcer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    /// How long hints are gathered into a batch. A batch costs every instance a wake-up and PostgreSQL a commit, so
    /// what comes in, the own batch's echo included, does not send the next one earlier.
    static final Duration TICK = Duration.ofMillis(20);

    /// After a batch of [#MANY] and more: where many write, the same hints travel in fewer batches.
    private static final Duration LONG_TICK = Duration.ofMillis(60);

    private static final int MANY = 32;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /// A link that has carried this many rounds is a good one: the next failure begins with a short pause again.
    private static final int PROVEN_ROUNDS = 50;

    private static final int USERS_AT_A_TIME = 1_000;
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Bus bus;
    private final Hub hub;
    private final Revisions revisions;
    private final Stream stream;
    private final RandomGenerator random;
    private final Outbox outbox = new Outbox();
    private final CountDownLatch stop = new CountDownLatch(1);
    /// One for each instance, and it waits all day: a platform thread is woken at less cost than a virtual one.
    private final Thread thread = Thread.ofPlatform().daemon().name("bus").unstarted(this::run);
    /// Written by the thread.
    private volatile boolean connected;

    /// Failures since the last proven link; the thread's alone.
    private int failures;

    private Relay(Bus bus, Hub hub, Revisions revisions, Stream stream, RandomGenerator random) {
        this.bus = bus;
        this.hub = hub;
        this.revisions = revisions;
        this.stream = stream;
        this.random = random;
    }

    /// Returns at once; the link is opened as soon as that is possible.
    public static Relay start(Bus bus, Hub hub, Revisions revisions, Stream stream, RandomGenerator random) {
        Relay relay = new Relay(bus, hub, revisions, stream, random);
        relay.thread.start();
        return relay;
    }

    @Override
    public void changed(Changed change) {
        revisions.raise(change.userId(), change.revision());
        hub.changed(change);
        outbox.put(change.userId(), change.revision());
    }

    /// Whether other instances can be heard.
    public boolean connected() {
        return connected;
    }

    private void run() {
        while (!stopped()) {
            try (Bus.Link link = bus.open()) {
                hear(link);
            } catch (IOException | RuntimeException e) {
                lost(e);
            } finally {
                connected = false;
                revisions.hearing(false);
            }
            if (!stopped()) {
                pause();
            }
        }
    }

    private void hear(Bus.Link link) throws IOException {
        revisions.hearing(true);
        lookAgain();
        connected = true;
        if (failures > 0) {
            LOG.info("The bus between instances is back");
        }
        long next = System.nanoTime();
        boolean last = false;
        for (int rounds = 0; !last; rounds++) {
            // Read before the outbox is: what was put in before the end goes out.
            last = stopped();
            long early = next - System.nanoTime();
            if (last || early <= 0) {
                Map<String, Long> batch = outbox.take();
                Duration tick = batch.size() < MANY ? TICK : LONG_TICK;
                next = System.nanoTime() + tick.toNanos();
                exchange(link, batch, last ? Duration.ZERO : tick);
            } else {
                exchange(link, Map.of(), Duration.ofNanos(early));
            }
            if (rounds == PROVEN_ROUNDS) {
                failures = 0;
            }
        }
    }

    private void exchange(Bus.Link link, Map<String, Long> outgoing, Duration patience) throws IOException {
        try {
            link.exchange(outgoing, patience).forEach(this::heard);
        } catch (IOException e) {
            outbox.putBack(outgoing);
            throw e;
        }
    }

    private void heard(String userId, long revision) {
        revisions.raise(userId, revision);
        hub.changed(new Changed(userId, revision, null));
    }

    private void lookAgain() {
        List<String> users = hub.users();
        for (int from = 0; from < users.size(); from += USERS_AT_A_TIME) {
            stream.revisions(users.subList(from, Math.min(users.size(), from + USERS_AT_A_TIME)))
                    .forEach(this::heard);
        }
    }

    private void lost(Exception e) {
        if (failures == 0) {
            String reason =
                    e instanceof IOException ? e.getMessage() : e.getClass().getSimpleName();
            LOG.warn("The bus between instances is lost and will be joined again ({})", reason);
        }
        failures++;
    }

    /// Doubled with each failure up to the longest, half of it by chance: instances do not return all at once.
    private void pause() {
        long whole = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failures - 1, 10));
        try {
            boolean _ = stop.await(whole / 2 + random.nextLong(whole / 2 + 1), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            stop.countDown();
        }
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    /// Sends what waits, then leaves.
    @Override
    public void close() {
        stop.countDown();
        try {
            if (!thread.join(DRAIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
