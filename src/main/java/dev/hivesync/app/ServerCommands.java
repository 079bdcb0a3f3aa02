package dev.hivesync.app;

import java.time.Clock;
import java.util.Set;
import picocli.CommandLine;

/// The commands of checkouts and server builds. An installed client does not carry the server and says so.
final class ServerCommands {

    static final Set<String> NAMES = Set.of("server", "emit");

    private ServerCommands() {}

    static void addTo(CommandLine commands, Home home) {
        commands.addSubcommand(
                new ServerCommand(home, System.getenv(), System.in, System.out, Clock.systemUTC()).commandLine());
        commands.addSubcommand(new EmitCommand(home, System.out));
    }
}
