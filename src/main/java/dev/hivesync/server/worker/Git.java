package dev.hivesync.server.worker;

import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// Runs git without a shell, without prompts, without the machine's own git configuration, and not for ever.
final class Git {

    private static final int MAX_OUTPUT = 256 * 1024;

    private final Path config;
    private final Duration timeout;

    /// @param directory where git's configuration for these calls is kept
    Git(Path directory, Duration timeout) {
        this.config = directory.resolve("gitconfig");
        this.timeout = timeout;
        try {
            // Read by git's child processes as well, which -c on the command line is not. The ownership check is
            // off because a person may well sync a repository of another account; only local paths are read.
            PrivateFile.write(config, """
                    [safe]
                    \tdirectory = *
                    [protocol]
                    \tallow = never
                    [protocol "file"]
                    \tallow = always
                    [core]
                    \tsharedRepository = 0600
                    [gc]
                    \tautoDetach = false
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How a call ended.
    sealed interface Result {
        record Done(String output) implements Result {}

        record Failed(String output) implements Result {}

        record TookTooLong() implements Result {}

        record NotInstalled() implements Result {}
    }

    Result run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        environment.put("GIT_CONFIG_GLOBAL", config.toAbsolutePath().toString());
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("LC_ALL", "C");
        Process process;
        try {
            process = builder.start();
        } catch (IOException _) {
            return new Result.NotInstalled();
        }
        FutureTask<String> output = new FutureTask<>(() -> text(process.getInputStream()));
        Thread.ofVirtual().name("git-output").start(output);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Result.TookTooLong();
            }
            return process.exitValue() == 0 ? new Result.Done(output.get()) : new Result.Failed(output.get());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Result.TookTooLong();
        } catch (IOException | ExecutionException _) {
            return new Result.Failed("");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String text(InputStream in) throws IOException {
        byte[] kept = in.readNBytes(MAX_OUTPUT);
        in.transferTo(java.io.OutputStream.nullOutputStream());
        return new String(kept, StandardCharsets.UTF_8);
    }
}
