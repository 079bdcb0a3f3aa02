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
import dev.hivesync.inbox.NewerDataException;
import dev.hivesync.sync.HttpJobs;
import dev.hivesync.sync.Session;
import dev.hivesync.wire.Connection;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
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
    private final Workbench workbench = new Workbench(() -> present().ifPresent(Syncing::pollNow));

    /// Held while one session takes another's place.
    private final Object switching = new Object();

    /// What runs, newest first; guarded by this object, as the following.
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private @Nullable Syncing syncing;
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
        history = new LinkHistory(clock);
        inbox.accept(new Fact.Linked(Link.OFFLINE));
        inbox.accept(new Fact.PluginsConnected(List.of()));
        inbox.observe(history::accept);
        bridge = Bridge.start(
                config,
                this::intend,
                (project, job) -> present().ifPresent(now -> now.jobStarted(job)),
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
                present().ifPresent(Syncing::pollNow);
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
        return new Errands(workbench, bridge::open, reviewsOpen);
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

    private synchronized Optional<Syncing> present() {
        return Optional.ofNullable(syncing);
    }

    /// Takes what the user or a plugin wants, and has it sent at once.
    void intend(Fact fact) {
        var _ = inbox.submit(fact).thenAccept(state -> {
            if (state.waiting()) {
                present().ifPresent(Syncing::pollNow);
            }
        });
    }

    /// Polls and tries the live channel at once.
    void refresh() {
        present().ifPresent(Syncing::refresh);
    }

    /// The window came to the front: polls where the last poll is a while ago.
    void focused() {
        present().ifPresent(Syncing::focused);
    }

    /// Syncs `account` from here on, in place of whoever was signed in before: that session with its poller and live
    /// channel has ended before the inbox changes hands. Blocks until the account's inbox is there.
    ///
    /// @param account keeps inboxes apart
    /// @param user the id that the user's rows carry, empty where it is not known
    void begin(String account, String user, HttpUrl server, Session session) {
        synchronized (switching) {
            stopSyncing();
            try {
                var _ = inbox.signIn(account, user).join();
            } catch (CompletionException e) {
                LOG.error("The inbox of another account cannot be opened", e);
                signedOut();
                throw new CommandFailure(
                        e.getCause() instanceof NewerDataException ? ExitCode.NEWER_DATA : ExitCode.USAGE, sentence(e));
            } catch (CancellationException _) {
                return;
            }
            inbox.accept(new Fact.Linked(Link.OFFLINE));
            synchronized (this) {
                if (!closed) {
                    syncing = new Syncing(inbox, http.client(), server, session, clock).start();
                    workbench.serve(new HttpJobs(http.client(), server, session, clock));
                }
            }
        }
    }

    /// Ends the present session, if any; what the inbox holds stays.
    void signOut() {
        synchronized (switching) {
            stopSyncing();
            signedOut();
        }
    }

    private void signedOut() {
        inbox.accept(new Fact.Linked(new Link(Connection.SIGNED_OUT, null, 0)));
    }

    private void stopSyncing() {
        Syncing before;
        synchronized (this) {
            before = syncing;
            syncing = null;
        }
        if (before != null && !before.stop()) {
            synchronized (this) {
                syncing = before;
            }
            throw new CommandFailure(
                    ExitCode.USAGE, "The local inbox cannot be written at the moment. Check the free space.");
        }
        workbench.serve(null);
    }

    private static String sentence(CompletionException e) {
        return e.getCause() instanceof NewerDataException newer
                ? StateCommand.sentence(newer)
                : "This account's local inbox cannot be opened. Check the free space and the permissions.";
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
        present().ifPresent(Client::quietly);
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
