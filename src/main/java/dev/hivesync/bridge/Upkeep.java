package dev.hivesync.bridge;

import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeFrame.DesktopStatus;
import dev.hivesync.wire.BridgeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What is due from time to time: who is overdue is closed, plugins hear how the desktop is, and the inbox which
/// plugins are there. On the keeper's thread.
final class Upkeep {

    private static final long STATUS_APART = Duration.ofMillis(100).toNanos();
    private static final long NOTHING_DUE = Duration.ofHours(1).toNanos();

    private final Admission admission;
    private final Broadcast broadcast;
    private final Frames frames;
    private final Supplier<DesktopStatus> status;
    private final Consumer<Fact> facts;
    private final LongSupplier nanoTime;

    /// Written by the keeper's thread.
    private volatile DesktopStatus toldStatus;

    private volatile long toldAt;
    private List<ConnectedPlugin> toldPlugins = List.of();

    Upkeep(
            Admission admission,
            Broadcast broadcast,
            Frames frames,
            Supplier<DesktopStatus> status,
            Consumer<Fact> facts,
            LongSupplier nanoTime) {
        this.admission = admission;
        this.broadcast = broadcast;
        this.frames = frames;
        this.status = status;
        this.facts = facts;
        this.nanoTime = nanoTime;
        toldStatus = status.get();
        toldAt = nanoTime.getAsLong();
    }

    static DesktopStatus status(String version, InboxState present) {
        return new DesktopStatus(
                version, present.link().connected(), present.link().connection(), present.unread());
    }

    /// When plugins are to hear of this, in nanoseconds of the clock.
    long statusDue(DesktopStatus present) {
        return toldAt
                + (present.equals(toldStatus) ? admission.limits().status().toNanos() : STATUS_APART);
    }

    /// Does what is due.
    ///
    /// @return the time of the clock at which something is due again, if nothing happens
    long round() {
        long now = nanoTime.getAsLong();
        admission.sockets().forEach(peer -> peer.sweep(now));
        tellStatus(now);
        tellPlugins();
        long left = NOTHING_DUE;
        for (Peer peer : admission.sockets()) {
            left = Math.min(left, peer.due() - now);
        }
        if (!broadcast.peers().isEmpty()) {
            left = Math.min(left, statusDue(status.get()) - now);
        }
        return now + left;
    }

    private void tellStatus(long now) {
        DesktopStatus present = status.get();
        if (now - statusDue(present) >= 0) {
            toldStatus = present;
            toldAt = now;
            broadcast.tellAll(frames.text(BridgeMessage.of(present)));
        }
    }

    private void tellPlugins() {
        List<ConnectedPlugin> plugins = broadcast.peers().stream()
                .map(Peer::plugin)
                .flatMap(Optional::stream)
                .filter(plugin -> !plugin.client().equals(BridgeFrame.COMMAND))
                .toList();
        if (!plugins.equals(toldPlugins)) {
            toldPlugins = plugins;
            facts.accept(new Fact.PluginsConnected(plugins));
        }
    }
}
