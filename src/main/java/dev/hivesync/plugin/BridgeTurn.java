package dev.hivesync.plugin;

import dev.hivesync.plugin.DesktopFile.Found;
import dev.hivesync.wire.BridgeCodec.MalformedFrameException;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeFrame.Ack;
import dev.hivesync.wire.BridgeFrame.Acked;
import dev.hivesync.wire.BridgeFrame.Challenge;
import dev.hivesync.wire.BridgeFrame.DesktopStatus;
import dev.hivesync.wire.BridgeFrame.Event;
import dev.hivesync.wire.BridgeFrame.Failure;
import dev.hivesync.wire.BridgeFrame.OpenReview;
import dev.hivesync.wire.BridgeFrame.Ping;
import dev.hivesync.wire.BridgeFrame.Pong;
import dev.hivesync.wire.BridgeFrame.Ready;
import dev.hivesync.wire.BridgeMessage;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// Keeps a proved connection to whichever desktop runs, and the place in its events. Belongs to the client's thread.
final class BridgeTurn {

    private enum Stage {
        OPENING,
        GREETED,
        PROVED,
        READY
    }

    private final PluginConfig config;
    private final Told told;
    private final Predicate<Runnable> clientThread;
    private final OkHttpClient http;
    private final BridgeTimes times;
    private final SecureRandom random;
    private final Sayings sayings;

    private @Nullable BridgeLink link;
    private Stage stage = Stage.OPENING;

    /// The last event of `instance`; counts for that instance alone.
    private String instance = "";

    private @Nullable Long lastSeq;

    /// @param clientThread runs a task there; false where there is no room for it
    BridgeTurn(
            PluginConfig config,
            Told told,
            Predicate<Runnable> clientThread,
            OkHttpClient http,
            LongSupplier nanoTime,
            SecureRandom random,
            Sayings sayings) {
        this.config = config;
        this.told = told;
        this.clientThread = clientThread;
        this.http = BridgeLink.local(http, config.timing().handshake());
        this.times = new BridgeTimes(config.timing(), nanoTime, InstantSource.system());
        this.random = random;
        this.sayings = sayings;
    }

    long dueAt() {
        return ready() ? Math.min(times.dueAt(), sayings.dueAt()) : times.dueAt();
    }

    void due(long now) {
        if (times.connects(now)) {
            connect(now);
        }
        if (times.overdue(now)) {
            lost(Reach.DESKTOP_NOT_RUNNING);
        }
        if (times.pings(now)) {
            if (replaced()) {
                times.anew();
                lost(Reach.DESKTOP_NOT_RUNNING);
            } else {
                tell(new Ping());
            }
        }
        if (ready()) {
            sayings.take(now).forEach(this::tell);
        }
    }

    /// A desktop has proved itself and listens.
    boolean ready() {
        return link != null && stage == Stage.READY;
    }

    /// Whether `bridge.json` names another desktop: the one at the other end may hang on without a purpose.
    private boolean replaced() {
        return DesktopFile.find(config.bridgeFile()) instanceof Found.Named(BridgeFile file)
                && !file.instance().equals(instance);
    }

    private void tell(BridgeFrame frame) {
        BridgeLink to = link;
        if (to == null) {
            return;
        }
        if (frame instanceof Ack) {
            to.ask(frame, Sayings.ACKS);
        } else {
            to.send(frame);
        }
    }

    void close() {
        Optional.ofNullable(link).ifPresent(BridgeLink::close);
    }

    /// The user wants the desktop back, whatever was said in it before.
    void comeBack() {
        if (link == null) {
            times.comeBack();
        }
    }

    private void connect(long now) {
        if (times.away(now)
                && DesktopFile.find(config.bridgeFile()) instanceof Found.Named(BridgeFile file)
                && file.instance().equals(instance)) {
            times.stayAway(now);
            return;
        }
        times.noLongerAway(now);
        switch (DesktopFile.find(config.bridgeFile())) {
            case Found.Named(BridgeFile file) -> connect(file, now);
            case Found.Nothing _ -> lost(Reach.DESKTOP_NOT_RUNNING);
            case Found.Exposed _ -> lost(Reach.FILE_EXPOSED);
        }
    }

    private void connect(BridgeFile file, long now) {
        if (!file.instance().equals(instance)) {
            instance = file.instance();
            lastSeq = null;
        }
        stage = Stage.OPENING;
        times.awaitAnswer(now);
        BridgeLink opening =
                new BridgeLink(file, random, new HandedOver(new FromSocket(), clientThread, from -> link == from));
        link = opening;
        opening.open(http);
    }

    /// On the client's thread, of the present link alone.
    private final class FromSocket implements BridgeLink.Events {
        @Override
        public void opened(BridgeLink from) {
            stage = Stage.GREETED;
            from.hello(config, lastSeq);
        }

        @Override
        public void message(BridgeLink from, String text) {
            received(from, text);
        }

        @Override
        public void ended(BridgeLink from, int code) {
            lost(code == BridgeFrame.DISCONNECTED ? Reach.DISCONNECTED : Reach.DESKTOP_NOT_RUNNING);
        }
    }

    private void received(BridgeLink from, String text) {
        try {
            BridgeMessage message = from.decode(text);
            switch (stage) {
                case OPENING -> {}
                case GREETED -> challenged(from, message.frame());
                case PROVED -> welcomed(from, message.frame());
                case READY -> heard(message);
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
        times.ready();
        Long last = lastSeq;
        lastSeq = ready.replayFrom();
        sayings.connected();
        told.connected(ready);
        if (last != null && ready.replayFrom() > last) {
            told.missed();
        }
    }

    private void heard(BridgeMessage message) {
        Long seq = message.seq();
        if (message.frame() instanceof Pong) {
            times.answered();
        } else if (message.frame() instanceof DesktopStatus status) {
            told.status(status);
        } else if (message.frame() instanceof OpenReview review) {
            told.wanted(review);
        } else if (message.frame() instanceof Acked acked) {
            told.acked(acked);
        } else if (message.frame() instanceof Event event && seq != null) {
            Long last = lastSeq;
            if (last != null && seq <= last) {
                return;
            }
            lastSeq = seq;
            told.event(seq, event);
            if (last != null && seq > last + 1) {
                told.missed();
            }
        }
    }

    private void lost(Reach why) {
        BridgeLink ended = link;
        if (ended != null) {
            ended.cut();
        }
        link = null;
        stage = Stage.OPENING;
        times.lost(why);
        told.lost(why);
    }
}
