package dev.hivesync.app;

import dev.hivesync.app.RunningApp.Met;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.NewerDataException;
import dev.hivesync.wire.BridgeFrame;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Marks notifications read from a terminal or a script: through the running app, which stays the one writer of its
/// inbox, or in the inbox itself while no app runs.
@Command(
        name = "mark-read",
        description = {
            "Mark notifications read: prints ACK and the id of each once that is durable here.",
            "A running app tells the server at once; without one, the next start of the app does."
        })
final class MarkReadCommand implements Callable<Integer> {

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /// So many ids fit into one message to the app.
    private static final int BATCH = 1_000;

    /// An inbox waits for a disk that is full; a command does not.
    private static final long PATIENCE_SECONDS = 15;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "the notification_id, as 'state --json' prints it")
    private List<String> ids = List.of();

    private final Home home;
    private final InstantSource clock;

    MarkReadCommand(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ids.stream().filter(id -> !ID.matcher(id).matches()).findFirst().ifPresent(id -> {
            throw new CommandFailure(
                    ExitCode.USAGE, "'" + id + "' is not the id of a notification; nothing has been marked.");
        });
        if (!Files.exists(home.inbox())) {
            throw new CommandFailure(
                    ExitCode.USAGE, "There is no inbox in " + home.root() + " yet. Start HiveSync first.");
        }
        RunningApp running = new RunningApp(home);
        Set<String> known = known();
        List<String> unknown = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        new LinkedHashSet<>(ids).forEach(id -> (known.contains(id) ? wanted : unknown).add(id));
        for (int from = 0; from < wanted.size(); from += BATCH) {
            unknown.addAll(mark(running, wanted.subList(from, Math.min(wanted.size(), from + BATCH))));
        }
        if (!unknown.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "No notification here has the id " + unknown.getFirst()
                            + (unknown.size() > 1 ? ", nor " + (unknown.size() - 1) + " others" : "")
                            + ". 'hivesync state --json' lists what is here.");
        }
        return ExitCode.DONE;
    }

    /// Asked of the file: the inbox itself takes wishes for what it has not heard of yet, as a plugin may have, and a
    /// mistyped id would wait there for ever.
    private Set<String> known() {
        return LocalInbox.peek(home).entries().keySet();
    }

    /// @return those that are unknown
    private List<String> mark(RunningApp running, List<String> batch) throws IOException, InterruptedException {
        return switch (running.meet(new BridgeFrame.Ack(batch))) {
            case Met.Answered(BridgeFrame.Acked acked) -> printed(batch, Set.copyOf(acked.notificationIds()));
            case Met.Nobody(InstanceLock lock) -> {
                try (lock) {
                    yield printed(batch, alone(batch));
                }
            }
            case Met.Answered _, Met.Silent _ ->
                throw new CommandFailure(
                        ExitCode.UNREACHABLE, "HiveSync is running but does not answer. Try again in a moment.");
        };
    }

    /// No app runs and none can start: this program is the one writer.
    private Set<String> alone(List<String> batch) {
        try (Inbox inbox = Inbox.open(home.inbox(), clock)) {
            // What an app that was killed has left behind must not look like the present.
            inbox.accept(new Fact.Linked(Link.OFFLINE));
            inbox.accept(new Fact.PluginsConnected(List.of()));
            InboxState state = inbox.submit(new Fact.Read(Set.copyOf(batch)))
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            StateCommand.tellOfDamage(state, spec.commandLine().getErr());
            return Set.copyOf(
                    batch.stream().filter(state.entries()::containsKey).toList());
        } catch (NewerDataException e) {
            throw new CommandFailure(ExitCode.NEWER_DATA, StateCommand.sentence(e));
        } catch (IOException | SQLException | CancellationException | CompletionException _) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "The local inbox in " + home.root()
                            + " cannot be written. Check its permissions and the free space.");
        }
    }

    private List<String> printed(List<String> batch, Set<String> known) {
        PrintWriter out = spec.commandLine().getOut();
        List<String> unknown = new ArrayList<>();
        for (String id : batch) {
            if (known.contains(id)) {
                out.println("ACK " + id);
                out.flush();
            } else {
                unknown.add(id);
            }
        }
        return unknown;
    }
}
