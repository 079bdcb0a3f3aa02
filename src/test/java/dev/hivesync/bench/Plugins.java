package dev.hivesync.bench;

import dev.hivesync.bridge.Bridge;
import dev.hivesync.bridge.BridgeLimits;
import dev.hivesync.bridge.Desk;
import dev.hivesync.bridge.RawPlugin;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Step;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.NotificationType;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A bridge and so many plugins, connected and proved.
final class Plugins implements AutoCloseable {

    private static final BridgeLimits CONTRACT = BridgeLimits.CONTRACT;

    /// The contract's limits, with room for more sockets than it allows and without the ping of a plugin that only
    /// reads.
    private static final BridgeLimits LIMITS = new BridgeLimits(
            CONTRACT.upgrade(),
            CONTRACT.auth(),
            Duration.ofHours(1),
            CONTRACT.linger(),
            CONTRACT.status(),
            256,
            CONTRACT.unauthenticated(),
            CONTRACT.messagesPerSecond(),
            CONTRACT.failedProofs(),
            CONTRACT.queueEvents(),
            CONTRACT.queueBytes(),
            CONTRACT.heldEvents());

    private final Desk desk;
    private final List<SocketChannel> channels = new ArrayList<>();

    Plugins(Path directory, int count) throws Exception {
        desk = new Desk(Files.createTempDirectory(directory, "bridge"), LIMITS, 0);
        for (int i = 0; i < count; i++) {
            channels.add(another().channel);
        }
    }

    RawPlugin another() throws IOException {
        return RawPlugin.ready(desk.announced(), null);
    }

    List<SocketChannel> channels() {
        return channels;
    }

    Bridge bridge() {
        return desk.bridge;
    }

    /// One event each.
    static Step[] steps(int count) {
        return IntStream.range(0, count).mapToObj(i -> step(i, i + 1)).toArray(Step[]::new);
    }

    static Step step(int from, int to) {
        return new Step(
                Desk.state(3, Connection.LIVE),
                IntStream.range(from, to)
                        .mapToObj(i -> new Entry(
                                Desk.notification(
                                        "0c8f0000-0000-4000-8000-%012d".formatted(i),
                                        NotificationType.AI_JOB_COMPLETED.wireName()),
                                Instant.EPOCH,
                                null))
                        .<Step.Change>map(Step.Change.Arrived::new)
                        .toList());
    }

    @Override
    public void close() {
        desk.close();
    }
}
