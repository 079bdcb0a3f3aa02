package dev.hivesync.sync;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every 5 s, on a thread of its own, whether what connections stand on has changed: the computer slept, an
/// address is gone, or, while nothing can be reached, the addresses are others than before.
///
/// An address that is added while all is well does no harm to what is connected and is passed over, as containers and
/// private networks add and remove them all day.
public final class Surroundings implements AutoCloseable {

    static final Duration SLICE = Duration.ofSeconds(5);

    /// Looking at the networks costs 0.1 ms on one system and 20 ms on another; it may take this part of the time.
    private static final long SHARE = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);

    private final Supplier<Set<InetAddress>> addresses;
    private final BooleanSupplier offline;
    private final Runnable changed;
    private final Pause pause;
    private final InstantSource clock;
    private final Thread thread;
    private final Absence absence;

    /// The following are used by the thread alone.
    private Set<InetAddress> known;

    private long nextLook;

    private volatile boolean closed;

    /// @param offline whether no server can be reached at present
    /// @param changed told on the thread of this object
    public Surroundings(
            Supplier<Set<InetAddress>> addresses,
            BooleanSupplier offline,
            Runnable changed,
            Pause pause,
            InstantSource clock) {
        this.addresses = addresses;
        this.offline = offline;
        this.changed = changed;
        this.pause = pause;
        this.clock = clock;
        known = addresses.get();
        absence = new Absence(SLICE, pause.now(), clock.instant());
        thread = Thread.ofVirtual().name("surroundings").unstarted(this::run);
    }

    public Surroundings start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (!closed) {
                var _ = pause.await(SLICE);
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        boolean slept = absence.noticed(pause.now(), clock.instant());
        if (networkChanged() || slept) {
            LOG.info(slept ? "Back after a while of not running; connecting anew" : "The network changed");
            changed.run();
        }
    }

    private boolean networkChanged() {
        long begin = pause.now();
        if (begin < nextLook) {
            return false;
        }
        Set<InetAddress> now = addresses.get();
        nextLook = begin + SHARE * (pause.now() - begin);
        boolean matters = offline.getAsBoolean() ? !now.equals(known) : !now.containsAll(known);
        known = now;
        return matters;
    }

    /// Waits for the thread to end; tests end it by an interruption of their own.
    void join() {
        Threads.await(thread);
    }

    @Override
    public void close() {
        closed = true;
        Threads.end(thread);
    }
}
