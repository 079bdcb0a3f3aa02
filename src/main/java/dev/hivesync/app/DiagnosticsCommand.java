package dev.hivesync.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// As "Save diagnostics…" in the window, from what the files tell.
@Command(
        name = "diagnostics",
        description = "Print how this program is, for whoever helps: without tokens, paths and contents.")
final class DiagnosticsCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--to", paramLabel = "F", description = "write it to a file instead")
    private @Nullable Path to;

    private final Home home;
    private final InstantSource clock;

    DiagnosticsCommand(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        String report = new Diagnosis(home, clock).ofFiles();
        Path file = to;
        if (file == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(report);
            out.flush();
            return ExitCode.DONE;
        }
        try {
            Diagnosis.write(file, report);
            return ExitCode.DONE;
        } catch (IOException _) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "The diagnostics could not be written to " + file + ". Choose a place that is writable.");
        }
    }
}
