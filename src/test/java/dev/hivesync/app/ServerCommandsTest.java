package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// What an installed client says to the commands that it does not carry.
class ServerCommandsTest {

    private final StringWriter said = new StringWriter();

    private CommandLine installed() {
        CommandLine commands = new CommandLine(CommandSpec.create());
        ServerCommands.refuse(commands);
        commands.setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().print(failure.getMessage());
            return failure instanceof CommandFailure known ? known.code() : -1;
        });
        commands.setErr(new PrintWriter(said));
        return commands;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server",
                "server --port 8080",
                "server --database=jdbc:postgresql://h/n",
                "server user add a@b.example",
                "server project add p --owner a@b.example --name N",
                "emit ai_job_completed --project p key=value",
                "emit"
            })
    void each_is_refused_in_one_sentence_whatever_stands_behind_it(String line) {
        assertThat(installed().execute(line.split(" ", -1))).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString())
                .startsWith("'" + line.split(" ", -1)[0] + "' belongs to checkouts and server builds")
                .doesNotContain("\n");
    }

    @Test
    void a_checkout_has_them() {
        CommandLine commands = new CommandLine(CommandSpec.create());
        ServerCommands.addTo(commands, new Home(java.nio.file.Path.of("nowhere")));
        assertThat(commands.getSubcommands().get("server").getSubcommands()).containsKeys("user", "project");
        assertThat((Object) commands.getSubcommands().get("emit").getCommand()).isInstanceOf(EmitCommand.class);
    }
}
