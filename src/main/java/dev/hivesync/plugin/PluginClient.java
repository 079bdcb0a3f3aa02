package dev.hivesync.plugin;

import dev.hivesync.plugin.PluginNews.Reached;
import dev.hivesync.plugin.PluginState.Effect;
import dev.hivesync.plugin.PluginState.Move;
import dev.hivesync.wire.BridgeFrame.Ack;
import dev.hivesync.wire.BridgeFrame.DesktopStatus;
import dev.hivesync.wire.BridgeFrame.Event;
import dev.hivesync.wire.BridgeFrame.Focus;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A plugin's side of HiveSync: finds the desktop, makes it prove itself, follows its events, polls beside it, and
/// shows what comes on the plugin's [Surfaces]. Comes back by itself. All state belongs to its one thread.
public final class PluginClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginClient.class);
    private static final int QUEUE = 4_096;

    private final Surfaces surfaces;
    private final Consumer<PluginNews> news;
    private final LongSupplier nanoTime;
    private final BridgeTurn bridge;
    private final PollTurn polls;
    private final long startedAt;
    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;

    private PluginState state = PluginState.START;
    private Surfaces.@Nullable Badge shownBadge;
    private @Nullable Reach reach;

    /// @param news everything in order, for logs and `watch`; on the client's thread
    /// @param polls null where the plugin has no credentials of its own
    /// @param http its WebSockets and calls never leave by a proxy
    public PluginClient(
            PluginConfig config,
            Surfaces surfaces,
            Consumer<PluginNews> news,
            @Nullable PluginPolls polls,
            OkHttpClient http,
            LongSupplier nanoTime,
            SecureRandom random) {
        this.surfaces = surfaces;
        this.news = news;
        this.nanoTime = nanoTime;
        this.startedAt = nanoTime.getAsLong();
        this.bridge = new BridgeTurn(config, new FromBridge(), this::submit, http, nanoTime, random);
        this.polls = new PollTurn(config.timing(), polls, nanoTime, random);
        this.thread = Thread.ofVirtual().name("plugin").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// These were shown and handled here: they are read everywhere. Without a bridge they stay unread.
    public void ack(List<String> notificationIds) {
        submit(() -> bridge.tell(new Ack(notificationIds)));
    }

    /// The user has started an AI job: it is followed closely from now on.
    public void jobStarted(String projectId, String jobId) {
        submit(() -> {
            apply(state.started(jobId));
            bridge.tell(new JobStarted(projectId, jobId));
            polls.soon();
        });
    }

    /// The project the user works in, or null.
    public void focus(@Nullable String projectId) {
        submit(() -> bridge.tell(new Focus(projectId)));
    }

    public void refresh() {
        submit(polls::soon);
    }

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
                show();
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
            polls.begin(answer -> submit(() -> polled(answer)));
        }
    }

    private final class FromBridge implements BridgeTurn.Told {
        @Override
        public void connected(Ready ready) {
            state = state.connected(ready.unread(), ready.connection());
            polls.bridge(true);
            reached(Reach.CONNECTED);
        }

        @Override
        public void status(DesktopStatus status) {
            state = state.told(status);
        }

        @Override
        public void event(long seq, Event event) {
            apply(state.pushed(seq, event));
        }

        @Override
        public void wanted(OpenReview review) {
            apply(state.wanted(review));
        }

        @Override
        public void missed() {
            polls.soon();
        }

        @Override
        public void lost(Reach why) {
            state = state.disconnected();
            polls.bridge(false);
            reached(why);
        }

        private void reached(Reach now) {
            if (now != reach) {
                reach = now;
                news.accept(new Reached(now));
            }
        }
    }

    private void polled(PluginPolls.Answer answer) {
        polls.ended(answer, !state.jobs().isEmpty());
        switch (answer) {
            case PluginPolls.Answer.Fresh fresh ->
                apply(state.polled(
                        fresh.page(), fresh.page().serverTime().minusNanos(nanoTime.getAsLong() - startedAt)));
            case PluginPolls.Answer.NotModified _, PluginPolls.Answer.Expired _, PluginPolls.Answer.Unknown _ ->
                state = state.polled(false);
            case PluginPolls.Answer.Unreachable _, PluginPolls.Answer.Refused _ -> state = state.polled(true);
        }
    }

    private void apply(Move move) {
        state = move.next();
        for (Effect effect : move.effects()) {
            try {
                switch (effect) {
                    case Effect.News(var item) -> news.accept(item);
                    case Effect.Toast(var toast) -> surfaces.toast(toast);
                    case Effect.Panel(var id, var job) -> surfaces.panel(id, job);
                    case Effect.Progress(var progress) -> surfaces.progress(progress);
                    case Effect.Withdraw(var ids) -> surfaces.withdraw(ids);
                }
            } catch (RuntimeException e) {
                LOG.error("a surface failed", e);
            }
        }
    }

    private void show() {
        Surfaces.Badge badge = state.badge();
        if (!badge.equals(shownBadge)) {
            shownBadge = badge;
            surfaces.badge(badge);
        }
    }
}
