package dev.hivesync.bridge;

import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// In a process of its own, which can be stopped and continued as a whole, as the system does with one that is
/// suspended. It tells each number on a line of its output and ends with its input.
final class ReturningProcess extends Recorded {

    private final Process process;
    private final Writer in;
    private final Thread reader = Thread.ofPlatform().daemon().unstarted(this::read);
    private final ScheduledExecutorService wakes = Executors.newSingleThreadScheduledExecutor();

    /// @param directory of `bridge.json`
    ReturningProcess(Path directory) throws IOException {
        super(0);
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReturningProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        in = process.outputWriter(StandardCharsets.UTF_8);
        reader.start();
    }

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]).resolve(BridgeFile.FILE);
        ReturningPlugin plugin =
                new ReturningPlugin(() -> Json.MAPPER.readValue(Files.readString(file), BridgeFile.class), 0);
        Thread.ofPlatform().daemon().start(() -> tell(plugin));
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (commands.readLine() != null) {
                plugin.cut();
            }
        }
        System.exit(0);
    }

    private static void tell(ReturningPlugin plugin) {
        int told = 0;
        try {
            while (plugin.wrong().isEmpty()) {
                List<Long> recorded = plugin.recorded();
                for (; told < recorded.size(); told++) {
                    System.out.println(recorded.get(told));
                }
                TimeUnit.MILLISECONDS.sleep(2);
            }
            System.out.println(plugin.wrong());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("[0-9]+")) {
                    record(Long.parseLong(line));
                } else {
                    wrong(line);
                }
            }
        } catch (IOException _) {
            // it has ended
        }
    }

    @Override
    public void cut() throws IOException {
        in.write("cut\n");
        in.flush();
    }

    @Override
    public void suspend(Duration time) throws IOException {
        signal("STOP");
        var _ = wakes.schedule(() -> signalQuietly("CONT"), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void signalQuietly(String name) {
        try {
            signal(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) throws IOException {
        try {
            int code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException("kill answered " + code);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void end() throws Exception {
        wakes.shutdown();
        if (!wakes.awaitTermination(10, TimeUnit.SECONDS)) {
            wakes.shutdownNow();
        }
        in.close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        reader.join();
    }
}
