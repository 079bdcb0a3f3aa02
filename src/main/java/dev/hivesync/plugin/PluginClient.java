package dev.hivesync.plugin;

import dev.hivesync.plugin.PluginState.Move;
import dev.hivesync.wire.BridgeFrame.Acked;
import dev.hivesync.wire.BridgeFrame.DesktopStatus;
import dev.hivesync.wire.BridgeFrame.Event;
import dev.hivesync.wire.BridgeFrame.JobStarted;
import dev.hivesync.wire.BridgeFrame.OpenReview;
import dev.hivesync.wire.BridgeFrame.Ready;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// A plugin's side of HiveSync: finds the desktop, makes it prove itself, follows its events, polls beside it, and
/// shows what comes on the plugin's [Surfaces]. Comes back by itself. All state belongs to its one thread and is
/// bounded,
/// so that it can run for weeks. The methods may be called on any thread and return at once.
public final class PluginClient implements AutoCloseable {

    private static final int QUEUE = 4_096;

    private final Showing showing;
    private final LongSupplier nanoTime;
    private final Sayings sayings = new Sayings();
    private final BridgeTurn bridge;
    private final PollTurn polls;
    private final long startedAt;
    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;

    private PluginState state = PluginState.START;

    /// As an editor's plugin has it.
    ///
    /// @param polls such as [HttpPolls]; null where the plugin has no credentials of its own
    /// @param http stays the caller's, who shuts it down
    public PluginClient(PluginConfig config, Surfaces surfaces, @Nullable PluginPolls polls, OkHttpClient http) {
        this(config, surfaces, _ -> {}, polls, http, System::nanoTime, new SecureRandom());
    }

    /// With everything that a test or `watch` wants to decide itself.
    ///
    /// @param news everything in order, for logs and `watch`; on the client's thread
    /// @param polls null where the plugin has no credentials of its own
    /// @param http stays the caller's; to the desktop it never goes by a proxy
    /// @param nanoTime monotonic
    public PluginClient(
            PluginConfig config,
            Surfaces surfaces,
            Consumer<PluginNews> news,
            @Nullable PluginPolls polls,
            OkHttpClient http,
            LongSupplier nanoTime,
            SecureRandom random) {
        this.showing = new Showing(surfaces, news);
        this.nanoTime = nanoTime;
        this.startedAt = nanoTime.getAsLong();
        this.bridge = new BridgeTurn(config, new FromBridge(), this::submit, http, nanoTime, random, sayings);
        this.polls = new PollTurn(config.timing(), polls, nanoTime, random);
        this.thread = Thread.ofVirtual().name("plugin").unstarted(this::run);
    }

    /// Once.
    public void start() {
        thread.start();
    }

    /// These were shown and handled here: they are read everywhere, as soon as the desktop or the backend can be told.
    public void ack(List<String> notificationIds) {
        List<String> ids = List.copyOf(notificationIds);
        submit(() -> {
            sayings.ack(ids);
            if (!bridge.ready()) {
                polls.soon();
            }
        });
    }

    /// The user has started an AI job: it is followed closely from now on.
    public void jobStarted(String projectId, String jobId) {
        submit(() -> {
            apply(state.started(jobId, nanoTime.getAsLong()));
            if (bridge.ready()) {
                sayings.job(new JobStarted(projectId, jobId));
            }
            polls.soon();
        });
    }

    /// The project the user works in, or null while the editor is not in front: what it shows is then also shown by the
    /// desktop. Told again after a reconnect.
    public void focus(@Nullable String projectId) {
        submit(() -> sayings.focus(projectId));
    }

    /// Poll now.
    public void refresh() {
        submit(polls::soon);
    }

    /// The user wants the desktop back that has disconnected this plugin; without that it stays away for half an hour.
    public void reconnect() {
        submit(bridge::comeBack);
    }

    /// Ends the connection and waits up to 2 s for what is being shown.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// A full queue loses what is submitted: for a frame the link is cut, and comes back with a replay.
    private boolean submit(Runnable task) {
        return queue.offer(task);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long now = nanoTime.getAsLong();
                due(now);
                showing.badge(state.badge(now));
                Runnable task =
                        queue.poll(Math.max(0, Math.min(bridge.dueAt(), polls.dueAt()) - now), TimeUnit.NANOSECONDS);
                if (task != null) {
                    task.run();
                }
            }
        } catch (InterruptedException _) {
            // closed
        } finally {
            bridge.close();
        }
    }

    private void due(long now) {
        bridge.due(now);
        if (now >= polls.dueAt()) {
            polls.begin(bridge.ready() ? List.of() : sayings.unconfirmed(), this::ended);
        }
    }

    /// On the poll's thread. Waits where the queue is full: without this answer there would be no further poll.
    private void ended(PollTurn.Round round) {
        try {
            queue.put(() -> polled(round));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private final class FromBridge implements Told {
        @Override
        public void connected(Ready ready) {
            state = state.connected(ready.unread(), ready.connection());
            polls.bridge(true);
            showing.reached(Reach.CONNECTED);
        }

        @Override
        public void status(DesktopStatus status) {
            state = state.told(status);
        }

        @Override
        public void event(long seq, Event event) {
            apply(state.pushed(seq, event, nanoTime.getAsLong()));
        }

        @Override
        public void wanted(OpenReview review) {
            apply(state.wanted(review));
        }

        @Override
        public void acked(Acked acked) {
            sayings.confirmed(acked.notificationIds());
            sayings.confirmed(acked.unknownIds());
        }

        @Override
        public void missed() {
            polls.soon();
        }

        @Override
        public void lost(Reach why) {
            state = state.lost(why);
            polls.bridge(false);
            showing.reached(why);
        }
    }

    private void polled(PollTurn.Round round) {
        long now = nanoTime.getAsLong();
        sayings.confirmed(round.marked());
        switch (round.answer()) {
            case PluginPolls.Answer.Fresh fresh ->
                apply(state.polled(
                        fresh.page(), fresh.page().serverTime().minusNanos(now - startedAt), polls.askedAt(), now));
            case PluginPolls.Answer.NotModified _, PluginPolls.Answer.Expired _, PluginPolls.Answer.Unknown _ ->
                state = state.polled(false);
            case PluginPolls.Answer.Unreachable _, PluginPolls.Answer.Refused _ -> state = state.polled(true);
        }
        polls.ended(round.answer(), state.jobs().running(now));
    }

    private void apply(Move move) {
        state = move.next();
        showing.effects(move.effects());
    }
}
