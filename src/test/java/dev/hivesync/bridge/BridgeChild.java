package dev.hivesync.bridge;

import dev.hivesync.app.InstalledJvm;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.Json;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The other end of a [BridgeProcess].
public final class BridgeChild implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final Path directory;
    private final BridgeFile file;

    /// @param handshake for the upgrade, and again for the proof
    public static BridgeChild start(Path directory, int sockets, Duration handshake) throws IOException {
        return new BridgeChild(List.of(), directory, sockets, handshake);
    }

    /// One that may open this many files and sockets at most.
    static BridgeChild startWithDescriptors(int most, Path directory, Duration handshake) throws IOException {
        return new BridgeChild(
                List.of("/bin/sh", "-c", "ulimit -n " + most + " && exec \"$0\" \"$@\""), directory, 4_096, handshake);
    }

    private BridgeChild(List<String> shell, Path directory, int sockets, Duration handshake) throws IOException {
        this.directory = directory;
        List<String> command = new ArrayList<>(shell);
        // as in installed builds
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(InstalledJvm.options());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                BridgeProcess.class.getName(),
                directory.toString(),
                String.valueOf(sockets),
                String.valueOf(handshake.toMillis())));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
        in = process.outputWriter(StandardCharsets.UTF_8);
        answer();
        file = Json.MAPPER.readValue(Files.readString(directory.resolve(BridgeFile.FILE)), BridgeFile.class);
    }

    /// Where its `bridge.json` lies.
    public Path directory() {
        return directory;
    }

    public BridgeFile file() {
        return file;
    }

    /// The number that the process answers with.
    public long ask(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
        return answer();
    }

    /// Its processor time, looked at from outside: where Linux says so the nanoseconds of the threads that live, else
    /// that of the process in coarser steps.
    public long cpuNanos() throws IOException {
        Path threads = Path.of("/proc", String.valueOf(process.pid()), "task");
        if (!Files.isReadable(threads.resolveSibling("schedstat"))) {
            return process.info().totalCpuDuration().orElseThrow().toNanos();
        }
        long sum = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
            for (Path thread : all) {
                sum += spent(thread.resolve("schedstat"));
            }
        }
        return sum;
    }

    private static long spent(Path schedstat) throws IOException {
        try {
            return Long.parseLong(Files.readString(schedstat).split(" ", 2)[0]);
        } catch (NoSuchFileException _) {
            return 0;
        }
    }

    private long answer() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new EOFException("the bridge's process has ended");
        }
        return Long.parseLong(line);
    }

    @Override
    public void close() throws IOException {
        in.close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
