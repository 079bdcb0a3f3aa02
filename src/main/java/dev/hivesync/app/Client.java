package dev.hivesync.app;

import dev.hivesync.attention.AutoClearing;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Waking;
import dev.hivesync.bridge.Bridge;
import dev.hivesync.bridge.BridgeConfig;
import dev.hivesync.bridge.BridgeUnavailableException;
import dev.hivesync.bridge.OwnCommands;
import dev.hivesync.desktop.Insight;
import dev.hivesync.desktop.settings.SaveDialog;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.Link;
import dev.hivesync.sync.Session;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything of a running desktop but its window: inbox, bridge and, once a session is there, sync. The
/// composition root of the client.
final class Client implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Client.class);

    private final Inbox inbox;
    private final Bridge bridge;
    private final AutoClearing clearing;
    private final Http http;
    private final InstantSource clock;
    private final Predicate<Optional<String>> show;
    private final LinkHistory history;
    private final ActiveSession session;

    /// What runs, newest first; guarded by this object, as the following.
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private boolean closed;

    /// @param inbox is the client's to close, also when the bridge cannot start
    /// @param http likewise
    /// @param show brings the window to the front and opens the notification of that id; false where there is none
    Client(
            Inbox inbox,
            BridgeConfig config,
            Preferences preferences,
            Http http,
            InstantSource clock,
            Predicate<Optional<String>> show)
            throws BridgeUnavailableException {
        this.inbox = inbox;
        this.http = http;
        this.clock = clock;
        this.show = show;
        session = new ActiveSession(inbox, http, clock);
        history = new LinkHistory(clock);
        inbox.accept(new Fact.Linked(Link.OFFLINE));
        inbox.accept(new Fact.PluginsConnected(List.of()));
        inbox.observe(history::accept);
        bridge = Bridge.start(
                config,
                this::intend,
                (project, job) -> session.present().ifPresent(now -> now.jobStarted(job)),
                new ForCommands(),
                clock,
                System::nanoTime,
                new SecureRandom());
        inbox.observe(bridge::accept);
        clearing = new AutoClearing(this::intend, preferences.now().clearing());
        inbox.observe(clearing::accept);
        preferences.observe(() -> clearing.rules(preferences.now().clearing()));
    }

    private final class ForCommands implements OwnCommands {
        @Override
        public CompletionStage<Set<String>> read(Set<String> ids) {
            return inbox.submit(new Fact.Read(ids)).thenApply(state -> {
                session.present().ifPresent(Syncing::pollNow);
                return ids.stream().filter(state.entries()::containsKey).collect(Collectors.toUnmodifiableSet());
            });
        }

        @Override
        public boolean show(@Nullable String notificationId) {
            return show.test(Optional.ofNullable(notificationId));
        }
    }

    /// Brings back what was put off, from here on: whoever announces it observes the inbox by now.
    void wakeSnoozed(ZoneId zone) {
        Waking waking = new Waking(this::intend, clock, zone);
        own(waking);
        inbox.observe(waking::accept);
    }

    Inbox inbox() {
        return inbox;
    }

    /// What the window has done elsewhere.
    ///
    /// @param reviewsOpen whether the user wants a finished suggestion to open by itself
    Errands errands(BooleanSupplier reviewsOpen) {
        return new Errands(session.workbench(), bridge::open, reviewsOpen);
    }

    /// What the window tells of this client.
    Insight insight(Diagnosis diagnosis) {
        return new Insight(
                new ConnectedPlugins(bridge),
                tellings -> inbox.accept(new Fact.Told(tellings)),
                diagnosis.saving(() -> diagnosis.of(inbox.state(), history.moments(), bridge.plugins())),
                new SaveDialog());
    }

    int bridgePort() {
        return bridge.port();
    }

    /// Takes what the user or a plugin wants, and has it sent at once.
    void intend(Fact fact) {
        var _ = inbox.submit(fact).thenAccept(state -> {
            if (state.waiting()) {
                session.present().ifPresent(Syncing::pollNow);
            }
        });
    }

    /// Polls and tries the live channel at once.
    void refresh() {
        session.present().ifPresent(Syncing::refresh);
    }

    /// The window came to the front: polls where the last poll is a while ago.
    void focused() {
        session.present().ifPresent(Syncing::focused);
    }

    /// As [ActiveSession#begin].
    void begin(String account, String user, HttpUrl server, Session next) {
        session.begin(account, user, server, next);
    }

    /// Ends the present session, if any; what the inbox holds stays.
    void signOut() {
        session.end();
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
        quietly(session);
        running.forEach(Client::quietly);
        quietly(clearing);
        quietly(bridge);
        inbox.accept(new Fact.Linked(Link.OFFLINE));
        quietly(inbox);
        http.close();
    }

    private static void quietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
        }
    }
}
