package dev.hivesync.app;

import dev.hivesync.inbox.InboxState;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "state", description = "Print what the local inbox holds.")
final class StateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--json", description = "as one JSON object")
    private boolean json;

    private final Home home;

    StateCommand(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        StateReport report = report();
        if (json) {
            out.println(Json.MAPPER.writeValueAsString(report));
        } else {
            out.printf(
                    "%d notifications, %d unread, %d waiting to be sent; %s%n",
                    report.notifications().size(),
                    report.unread(),
                    report.outbox().size(),
                    report.connection().wireName().replace('_', ' '));
        }
        out.flush();
        return ExitCode.DONE;
    }

    private StateReport report() {
        InboxState state = LocalInbox.peek(home);
        tellOfDamage(state, spec.commandLine().getErr());
        try {
            return StateReport.of(state, InstanceLock.held(home));
        } catch (IOException _) {
            throw LocalInbox.unreadable(home);
        }
    }

    /// Says once for a command what a window would show in a banner.
    static void tellOfDamage(InboxState state, PrintWriter err) {
        if (state.disk().rebuilt() != null) {
            err.println("hivesync: The local inbox was damaged. What could be read of it is kept; the rest is read anew"
                    + " when HiveSync runs.");
            err.flush();
        }
    }

    static String sentence(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
