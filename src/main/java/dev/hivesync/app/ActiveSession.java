package dev.hivesync.app;

import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.NewerDataException;
import dev.hivesync.sync.HttpJobs;
import dev.hivesync.sync.Session;
import dev.hivesync.wire.Connection;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one session that an inbox is synced in, if any: each has ended before the next begins.
final class ActiveSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveSession.class);

    private final Inbox inbox;
    private final Http http;
    private final InstantSource clock;
    private final Workbench workbench = new Workbench(() -> present().ifPresent(Syncing::pollNow));

    /// Held while one session takes another's place.
    private final Object switching = new Object();

    /// Guarded by this object, as the following.
    private @Nullable Syncing syncing;

    private boolean closed;

    ActiveSession(Inbox inbox, Http http, InstantSource clock) {
        this.inbox = inbox;
        this.http = http;
        this.clock = clock;
    }

    synchronized Optional<Syncing> present() {
        return Optional.ofNullable(syncing);
    }

    /// Asks the backend of whoever is signed in.
    Workbench workbench() {
        return workbench;
    }

    /// Syncs `account` from here on, in place of whoever was signed in before: that session with its poller and live
    /// channel has ended before the inbox changes hands. Blocks until the account's inbox is there.
    ///
    /// @param account keeps inboxes apart
    /// @param user the id that the user's rows carry, empty where it is not known
    void begin(String account, String user, HttpUrl server, Session session) {
        synchronized (switching) {
            stop();
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

    /// Signs out here; what the inbox holds stays.
    void end() {
        synchronized (switching) {
            stop();
            signedOut();
        }
    }

    private void signedOut() {
        inbox.accept(new Fact.Linked(new Link(Connection.SIGNED_OUT, null, 0)));
    }

    private void stop() {
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

    /// No session begins any more.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        present().ifPresent(Syncing::close);
    }
}
