package dev.hivesync.app;

import dev.hivesync.attention.AutoClearing;
import dev.hivesync.attention.Preferences;
import dev.hivesync.bridge.Bridge;
import dev.hivesync.bridge.BridgeConfig;
import dev.hivesync.bridge.BridgeUnavailableException;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.Link;
import dev.hivesync.sync.HttpBackend;
import dev.hivesync.sync.LiveChannel;
import dev.hivesync.sync.MonotonicPause;
import dev.hivesync.sync.PollSchedule;
import dev.hivesync.sync.Poller;
import dev.hivesync.sync.Session;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything of a running desktop but its window: inbox, bridge and, once a session is there, sync. The
/// composition root of the client.
final class Client implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Client.class);

    private final Inbox inbox;
    private final Uplink uplink;
    private final Bridge bridge;
    private final AutoClearing clearing;
    private final OkHttpClient http;
    private final MonotonicPause pollPause;
    private final MonotonicPause livePause;
    private final InstantSource clock;

    /// What runs, newest first; guarded by this object.
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private boolean closed;

    /// @param inbox is the client's to close, also when the bridge cannot start
    Client(Inbox inbox, BridgeConfig config, Preferences preferences, OkHttpClient http, InstantSource clock)
            throws BridgeUnavailableException {
        this.inbox = inbox;
        this.http = http;
        this.clock = clock;
        pollPause = new MonotonicPause();
        livePause = new MonotonicPause();
        uplink = new Uplink(inbox, clock, pollPause::nudge);
        inbox.accept(new Fact.Linked(Link.OFFLINE));
        inbox.accept(new Fact.PluginsConnected(List.of()));
        bridge = Bridge.start(
                config,
                uplink::intend,
                (project, job) -> uplink.jobStarted(job),
                clock,
                System::nanoTime,
                new SecureRandom());
        inbox.observe(bridge::accept);
        clearing = new AutoClearing(uplink::intend, preferences.now().clearing());
        inbox.observe(clearing::accept);
        preferences.observe(() -> clearing.rules(preferences.now().clearing()));
    }

    Inbox inbox() {
        return inbox;
    }

    /// Takes what the user or a plugin wants.
    void intend(Fact fact) {
        uplink.intend(fact);
    }

    int bridgePort() {
        return bridge.port();
    }

    /// Polls and tries the live channel at once.
    void refresh() {
        pollPause.nudge();
        livePause.nudge();
    }

    /// Begins to sync with `server`.
    synchronized void connect(HttpUrl server, Session session) {
        if (closed) {
            return;
        }
        RandomGenerator random = RandomGenerator.getDefault();
        Poller poller = new Poller(
                        new HttpBackend(http, server, session, clock),
                        uplink,
                        uplink,
                        new PollSchedule(random),
                        pollPause,
                        clock)
                .start();
        running.push(poller);
        LiveChannel live = new LiveChannel(http, server, session, uplink, livePause, random).start();
        running.push(live);
    }

    /// Closes `part` with the client, before everything that runs already; at once where that has happened.
    void own(AutoCloseable part) {
        synchronized (this) {
            if (!closed) {
                running.push(part);
                return;
            }
        }
        quietly(part);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        running.forEach(Client::quietly);
        quietly(clearing);
        quietly(bridge);
        inbox.accept(new Fact.Linked(Link.OFFLINE));
        quietly(inbox);
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private static void quietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
        }
    }
}
