package dev.hivesync.bridge;

import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.Progress;
import dev.hivesync.inbox.Step;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A running bridge, with the test in the place of the inbox.
public final class Desk implements AutoCloseable {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    public final Path file;
    public final List<Fact> facts = new CopyOnWriteArrayList<>();
    public final List<String> jobs = new CopyOnWriteArrayList<>();
    public final List<Optional<String>> shows = new CopyOnWriteArrayList<>();
    public volatile boolean window = true;

    /// Runs what has become durable.
    public volatile Executor durable = Runnable::run;

    public final Bridge bridge;

    public Desk(Path directory) throws BridgeUnavailableException {
        this(directory, BridgeLimits.CONTRACT, 0);
    }

    public Desk(Path directory, BridgeLimits limits, int port) throws BridgeUnavailableException {
        this(directory, limits, port, System::nanoTime);
    }

    Desk(Path directory, BridgeLimits limits, int port, LongSupplier nanoTime) throws BridgeUnavailableException {
        file = directory.resolve(BridgeFile.FILE);
        bridge = Bridge.start(
                new BridgeConfig(file, port, "0.1.0", limits),
                facts::add,
                (project, job) -> jobs.add(project + "/" + job),
                commands(),
                InstantSource.fixed(NOW),
                nanoTime,
                new SecureRandom());
    }

    /// Knows every id that begins with `n-`.
    private OwnCommands commands() {
        return new OwnCommands() {
            @Override
            public CompletionStage<Set<String>> read(Set<String> ids) {
                facts.add(new Fact.Read(ids));
                return CompletableFuture.supplyAsync(
                        () -> ids.stream().filter(id -> id.startsWith("n-")).collect(Collectors.toSet()), durable);
            }

            @Override
            public boolean show(@Nullable String notificationId) {
                shows.add(Optional.ofNullable(notificationId));
                return window;
            }
        };
    }

    public BridgeFile announced() throws IOException {
        return Json.MAPPER.readValue(Files.readString(file), BridgeFile.class);
    }

    /// One step in which these AI jobs complete.
    public void complete(String... ids) {
        step(Arrays.stream(ids)
                .map(id -> notification(id, NotificationType.AI_JOB_COMPLETED.wireName()))
                .<Step.Change>map(row -> new Step.Change.Arrived(new Entry(row, NOW, null)))
                .toList());
    }

    public void read(String... ids) {
        step(List.of(new Step.Change.BecameRead(List.of(ids))));
    }

    public void step(List<Step.Change> changes) {
        bridge.accept(new Step(state(3, Connection.LIVE), changes));
    }

    public static InboxState state(int unread, Connection connection) {
        return new InboxState(
                "u-1",
                "u-1",
                Map.of(),
                unread,
                Progress.NONE,
                List.of(),
                new Link(connection, null, 45),
                List.of(),
                List.of(),
                1);
    }

    public static Notification notification(String id, String type) {
        return new Notification(
                id,
                "u-1",
                "proj-1",
                type,
                new Payload.AiJob("job-" + id, "proj-1", "document_function", null),
                NOW,
                null,
                1);
    }

    @Override
    public void close() {
        bridge.close();
    }
}
