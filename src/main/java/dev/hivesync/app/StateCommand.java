package dev.hivesync.app;

import dev.hivesync.inbox.InboxState;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectWriter;

@Command(name = "state", description = "Print what the local inbox holds.")
final class StateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--json", description = "as one JSON object")
    private boolean json;

    /// ASCII alone: the encoding of a terminal or of a pipe is anybody's guess.
    private static final ObjectWriter PLAIN = Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private final Home home;

    StateCommand(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        StateReport report = report();
        if (json) {
            out.println(PLAIN.writeValueAsString(report));
        } else {
            out.printf(
                    Locale.ROOT,
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
