package dev.hivesync.app;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The commands of checkouts and server builds. An installed client does not carry the server and says so.
final class ServerCommands {

    static final List<String> NAMES = List.of("server", "emit");

    private ServerCommands() {}

    static void addTo(CommandLine commands, Home home) {
        if (carried()) {
            commands.addSubcommand(
                    new ServerCommand(home, System.getenv(), System.in, System.out, Clock.systemUTC()).commandLine());
            commands.addSubcommand(new EmitCommand(home, System.out));
        } else {
            refuse(commands);
        }
    }

    /// By its file, since a class that is not there cannot be asked.
    private static boolean carried() {
        return ServerCommands.class.getResource("/dev/hivesync/server/BuiltInServer.class") != null;
    }

    /// Whatever stands behind the name.
    static void refuse(CommandLine commands) {
        for (String name : NAMES) {
            Callable<Integer> refusal = () -> {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "'" + name + "' belongs to checkouts and server builds; this is an installed client."
                                + " To use a server, give its address with --server or in the settings.");
            };
            CommandSpec spec = CommandSpec.wrapWithoutInspection(refusal);
            spec.usageMessage().description("Not in an installed client: belongs to checkouts and server builds.");
            spec.addPositional(PositionalParamSpec.builder()
                    .arity("0..*")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .hidden(true)
                    .build());
            spec.parser().unmatchedOptionsArePositionalParams(true);
            commands.addSubcommand(name, new CommandLine(spec));
        }
    }
}
