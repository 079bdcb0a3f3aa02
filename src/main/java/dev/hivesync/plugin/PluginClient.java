package dev.hivesync.plugin;

import dev.hivesync.plugin.PluginNews.Reached;
import dev.hivesync.plugin.PluginState.Effect;
import dev.hivesync.plugin.PluginState.Move;
import dev.hivesync.wire.BridgeCodec.MalformedFrameException;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeFrame.Ack;
import dev.hivesync.wire.BridgeFrame.Challenge;
import dev.hivesync.wire.BridgeFrame.DesktopStatus;
import dev.hivesync.wire.BridgeFrame.Event;
import dev.hivesync.wire.BridgeFrame.Failure;
import dev.hivesync.wire.BridgeFrame.Focus;
import dev.hivesync.wire.BridgeFrame.JobStarted;
import dev.hivesync.wire.BridgeFrame.Ping;
import dev.hivesync.wire.BridgeFrame.Pong;
import dev.hivesync.wire.BridgeFrame.Ready;
import dev.hivesync.wire.BridgeMessage;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.net.Proxy;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// A plugin's side of HiveSync: finds the desktop, makes it prove itself, follows its events, polls beside it, and
/// shows what comes on the plugin's [Surfaces]. Comes back by itself. All state belongs to its one thread.
public final class PluginClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginClient.class);
    private static final int QUEUE = 4_096;
    private static final long NEVER = Long.MAX_VALUE;

    private enum Stage {
        OPENING,
        GREETED,
        PROVED,
        READY
    }

    private final PluginConfig config;
    private final Surfaces surfaces;
    private final Consumer<PluginNews> news;
    private final OkHttpClient http;
    private final LongSupplier nanoTime;
    private final SecureRandom random;
    private final PollTurn polls;
    private final long startedAt;
    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;

    private PluginState state = PluginState.START;
    private Surfaces.@Nullable Badge shownBadge;
    private @Nullable Reach reach;

    private @Nullable BridgeLink link;
    private Stage stage = Stage.OPENING;
    private int attempts;
    private long connectAt;
    private long answerBy = NEVER;
    private long pingAt = NEVER;

    /// The last event of `instance`; counts for that instance alone.
    private String instance = "";

    private @Nullable Long lastSeq;

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
        this.config = config;
        this.surfaces = surfaces;
        this.news = news;
        this.http = http.newBuilder()
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .connectTimeout(config.timing().handshake())
                .build();
        this.nanoTime = nanoTime;
        this.random = random;
        this.startedAt = nanoTime.getAsLong();
        this.connectAt = startedAt;
        this.polls = new PollTurn(config.timing(), polls, nanoTime, random);
        this.thread = Thread.ofVirtual().name("plugin").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// These were shown and handled here: they are read everywhere. Without a bridge they stay unread.
    public void ack(List<String> notificationIds) {
        submit(() -> tell(new Ack(notificationIds)));
    }

    /// The user has started an AI job: it is followed closely from now on.
    public void jobStarted(String projectId, String jobId) {
        submit(() -> {
            apply(state.started(jobId));
            tell(new JobStarted(projectId, jobId));
            polls.soon();
        });
    }

    /// The project the user works in, or null.
    public void focus(@Nullable String projectId) {
        submit(() -> tell(new Focus(projectId)));
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
                Runnable task = queue.poll(Math.max(0, nextDue() - now), TimeUnit.NANOSECONDS);
                if (task != null) {
                    task.run();
                }
            }
        } catch (InterruptedException _) {
            // closed
        } finally {
            Optional.ofNullable(link).ifPresent(BridgeLink::close);
        }
    }

    private long nextDue() {
        return Math.min(Math.min(connectAt, answerBy), Math.min(pingAt, polls.dueAt()));
    }

    private void due(long now) {
        if (now >= connectAt) {
            connectAt = NEVER;
            connect(now);
        }
        if (now >= answerBy) {
            lost(Reach.DESKTOP_NOT_RUNNING);
        }
        if (now >= pingAt) {
            pingAt = now + config.timing().ping().toNanos();
            answerBy = now + config.timing().handshake().toNanos();
            tell(new Ping());
        }
        if (now >= polls.dueAt()) {
            polls.begin(answer -> submit(() -> polled(answer)));
        }
    }

    private void connect(long now) {
        Optional<BridgeFile> found = find();
        if (found.isEmpty()) {
            lost(Reach.DESKTOP_NOT_RUNNING);
            return;
        }
        BridgeFile file = found.get();
        if (!file.instance().equals(instance)) {
            instance = file.instance();
            lastSeq = null;
        }
        stage = Stage.OPENING;
        answerBy = now + config.timing().handshake().toNanos();
        BridgeLink opening = new BridgeLink(file, random, new FromSocket());
        link = opening;
        opening.open(http);
    }

    private Optional<BridgeFile> find() {
        try {
            BridgeFile file = Json.MAPPER.readValue(Files.readString(config.bridgeFile()), BridgeFile.class);
            return file.v() == BridgeFile.VERSION ? Optional.of(file) : Optional.empty();
        } catch (IOException | JacksonException _) {
            return Optional.empty();
        }
    }

    /// What the socket's thread hands over; late words of a link that was given up count no more.
    private final class FromSocket implements BridgeLink.Events {
        @Override
        public void opened(BridgeLink from) {
            forward(from, () -> {
                stage = Stage.GREETED;
                from.hello(config, lastSeq);
            });
        }

        @Override
        public void message(BridgeLink from, String text) {
            forward(from, () -> received(from, text));
        }

        @Override
        public void ended(BridgeLink from) {
            forward(from, () -> lost(Reach.DESKTOP_NOT_RUNNING));
        }

        private void forward(BridgeLink from, Runnable task) {
            boolean taken = submit(() -> {
                if (link == from) {
                    task.run();
                }
            });
            if (!taken) {
                from.cut();
            }
        }
    }

    private void received(BridgeLink from, String text) {
        try {
            BridgeMessage message = from.decode(text);
            switch (stage) {
                case OPENING -> {}
                case GREETED -> challenged(from, message.frame());
                case PROVED -> welcomed(from, message.frame());
                case READY -> told(message);
            }
        } catch (MalformedFrameException _) {
            lost(stage == Stage.READY ? Reach.DESKTOP_NOT_RUNNING : Reach.NOT_TRUSTED);
        }
    }

    private void challenged(BridgeLink from, BridgeFrame frame) {
        if (frame instanceof Challenge challenge && from.answer(challenge)) {
            stage = Stage.PROVED;
        } else {
            lost(frame instanceof Failure ? Reach.REFUSED : Reach.NOT_TRUSTED);
        }
    }

    private void welcomed(BridgeLink from, BridgeFrame frame) {
        if (!(frame instanceof Ready ready)
                || !ready.instance().equals(from.file().instance())) {
            lost(Reach.REFUSED);
            return;
        }
        stage = Stage.READY;
        attempts = 0;
        answerBy = NEVER;
        pingAt = nanoTime.getAsLong() + config.timing().ping().toNanos();
        Long last = lastSeq;
        if (last != null && ready.replayFrom() > last) {
            polls.soon();
        }
        lastSeq = ready.replayFrom();
        state = state.connected(ready.unread(), ready.connection());
        polls.bridge(true);
        reached(Reach.CONNECTED);
    }

    private void told(BridgeMessage message) {
        Long seq = message.seq();
        if (message.frame() instanceof Pong) {
            answerBy = NEVER;
        } else if (message.frame() instanceof DesktopStatus status) {
            state = state.told(status);
        } else if (message.frame() instanceof Event event && seq != null) {
            Long last = lastSeq;
            if (last != null && seq <= last) {
                return;
            }
            if (last != null && seq > last + 1) {
                polls.soon();
            }
            lastSeq = seq;
            apply(state.pushed(seq, event));
        }
    }

    private void lost(Reach why) {
        BridgeLink ended = link;
        if (ended != null) {
            ended.cut();
        }
        link = null;
        stage = Stage.OPENING;
        answerBy = NEVER;
        pingAt = NEVER;
        state = state.disconnected();
        attempts++;
        Duration wait = attempts <= PluginConfig.Timing.QUICK_RETRIES
                ? config.timing().retry()
                : config.timing().slowRetry();
        connectAt = nanoTime.getAsLong() + wait.toNanos();
        polls.bridge(false);
        reached(why);
    }

    private void reached(Reach now) {
        if (now != reach) {
            reach = now;
            news.accept(new Reached(now));
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

    private void tell(BridgeFrame frame) {
        BridgeLink to = link;
        if (to != null && stage == Stage.READY) {
            to.send(frame);
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
