package dev.hivesync.bridge;

import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Step;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeFrame.DesktopStatus;
import dev.hivesync.wire.BridgeFrame.OpenReview;
import dev.hivesync.wire.BridgeFrame.Ready;
import dev.hivesync.wire.BridgeMessage;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.java_websocket.WebSocketImpl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The plugin bridge: listens on the loopback for plugins that can prove that they read `bridge.json`, and retells
/// them the inbox's steps.
///
/// Threads: `accept` belongs to the inbox's thread, which numbers the events and writes them to sockets that take them
/// at once; the writer sends what they did not take; one selector and one worker thread read; the keeper does what is
/// due and calls `facts` and `jobs`.
public final class Bridge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);

    private final BridgeConfig config;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Discovery discovery;
    private final BridgeFile file;
    private final Frames frames = new Frames();
    private final Admission admission;
    private final Broadcast broadcast;
    private final Keeper keeper;
    private final Upkeep upkeep;
    private final Requests requests;
    private final Writer writer = new Writer();
    private final Listener listener;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// How many sockets there have been; the selector's thread only.
    private long admitted;

    /// Written by the inbox's thread.
    private volatile InboxState state = InboxState.EMPTY;

    private Bridge(
            BridgeConfig config,
            Consumer<Fact> facts,
            JobNews jobs,
            OwnCommands commands,
            InstantSource clock,
            LongSupplier nanoTime,
            SecureRandom random,
            List<ServerSocketChannel> channels)
            throws IOException {
        this.config = config;
        this.clock = clock;
        this.nanoTime = nanoTime;
        discovery = new Discovery(config.file());
        file = discovery.announce(channels.getFirst().socket().getLocalPort(), random);
        admission = new Admission(file, config.limits(), nanoTime, random);
        broadcast = new Broadcast(frames, config.limits().heldEvents(), writer, nanoTime);
        upkeep = new Upkeep(admission, broadcast, frames, this::status, facts, nanoTime);
        keeper = new Keeper(nanoTime, upkeep::round);
        requests = new Requests(facts, jobs, commands, keeper::submit);
        listener = new Listener(channels, this::admit);
    }

    /// Binds, writes `bridge.json` and serves.
    ///
    /// @param facts told what plugins acknowledge and which are connected; on the keeper's thread, in order
    /// @param jobs told on the same thread
    /// @param commands asked on the same thread
    /// @param nanoTime monotonic, as `System::nanoTime`
    public static Bridge start(
            BridgeConfig config,
            Consumer<Fact> facts,
            JobNews jobs,
            OwnCommands commands,
            InstantSource clock,
            LongSupplier nanoTime,
            SecureRandom random)
            throws BridgeUnavailableException {
        List<ServerSocketChannel> channels;
        try {
            channels = Loopback.bind(config.port());
        } catch (IOException e) {
            throw new BridgeUnavailableException(
                    config.port() == 0
                            ? "The plugin bridge found no free port on this machine."
                            : "Port " + config.port()
                                    + " is taken by another program: give the plugin bridge another one, or 0 for any"
                                    + " free one.",
                    e);
        }
        try {
            Bridge bridge = new Bridge(config, facts, jobs, commands, clock, nanoTime, random, channels);
            bridge.writer.start();
            bridge.keeper.start();
            bridge.listener.begin();
            LOG.info("the plugin bridge listens on port {}", bridge.port());
            return bridge;
        } catch (IOException e) {
            channels.forEach(Listener::close);
            throw new BridgeUnavailableException(
                    "The plugin bridge cannot write " + BridgeFile.FILE + " in HiveSync's directory.", e);
        }
    }

    /// Retells a step; on the inbox's thread, and never blocks: what a socket does not take at once is the writer's.
    public void accept(Step step) {
        state = step.state();
        List<BridgeFrame.Event> events = Retelling.of(step);
        if (!events.isEmpty()) {
            broadcast.publish(events);
        }
        if (!broadcast.peers().isEmpty()) {
            keeper.by(upkeep.statusDue(status()));
        }
    }

    public int port() {
        return file.port();
    }

    /// The projects that connected plugins have in focus: what happens there is seen there.
    public Set<String> focusedProjects() {
        return broadcast.peers().stream()
                .map(Peer::focus)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Asks the plugin that has the project to show a suggestion: the one where the user works in it, else the one that
    /// came last. From any thread, never blocks.
    ///
    /// @return the plugin's name; empty where none has the project
    public Optional<String> open(OpenReview review) {
        return broadcast.tellOne(review.projectId(), frames.text(BridgeMessage.of(review)));
    }

    /// Who is connected at the moment, the newest last; HiveSync's own commands do not count. From any thread.
    public List<PluginStanding> plugins() {
        return broadcast.standings().stream()
                .filter(standing -> !standing.plugin().client().equals(BridgeFrame.COMMAND))
                .toList();
    }

    /// Ends a plugin's connection at the user's wish. From any thread, never blocks.
    ///
    /// @param id as [PluginStanding#id] has it; of one that has gone it means nothing
    /// @return false where there is too much to do at the moment
    public boolean disconnect(long id) {
        return keeper.submit(
                () -> broadcast.peers().stream().filter(peer -> peer.id() == id).forEach(Peer::dismiss));
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            discovery.withdraw(file);
        } catch (IOException e) {
            LOG.warn(
                    "{} could not be removed: {}", BridgeFile.FILE, e.getClass().getSimpleName());
        }
        keeper.close();
        listener.end();
        admission.sockets().forEach(Peer::cut);
        writer.close();
    }

    Frames frames() {
        return frames;
    }

    InstantSource clock() {
        return clock;
    }

    private @Nullable Peer admit(WebSocketImpl webSocket) {
        if (!admission.room()) {
            return null;
        }
        Peer peer = new Peer(this, admission, webSocket, ++admitted);
        admission.sockets().add(peer);
        due(peer.due());
        return peer;
    }

    void joined(Peer peer, @Nullable Long resumeAfter, @Nullable String requestId) {
        broadcast.join(peer, resumeAfter, (newest, from) -> {
            InboxState present = state;
            return frames.text(new BridgeMessage(
                    new Ready(
                            BridgeFrame.PROTOCOL,
                            file.instance(),
                            newest,
                            from,
                            present.unread(),
                            present.link().connection()),
                    requestId,
                    null));
        });
        due(nanoTime.getAsLong());
    }

    /// May be called with the socket's monitor held, and more than once.
    void left(Peer peer) {
        broadcast.leave(peer);
        due(nanoTime.getAsLong());
    }

    void gone(Peer peer) {
        admission.sockets().remove(peer);
        left(peer);
    }

    Requests requests() {
        return requests;
    }

    Writer writer() {
        return writer;
    }

    /// Something is to be looked at, at this time of the clock.
    void due(long at) {
        keeper.by(at);
    }

    private DesktopStatus status() {
        return Upkeep.status(config.version(), state);
    }
}
