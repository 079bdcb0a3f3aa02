package dev.hivesync.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/// The real command line in a process of its own, started the way `packaging/hivesync` starts it.
@NullMarked
final class Program implements AutoCloseable {

    private static final Path LAUNCHER = Path.of(System.getProperty("hivesync.launcher"));
    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    /// How a program ended and what it printed.
    record Ended(int code, List<String> out, List<String> err) {}

    private Program(Process process) {
        this.process = process;
        readers.add(Thread.ofVirtual().start(() -> read(process.inputReader(StandardCharsets.UTF_8), out)));
        readers.add(Thread.ofVirtual().start(() -> read(process.errorReader(StandardCharsets.UTF_8), err)));
    }

    /// Starts `hivesync args…` on `home`, drawing in memory where it draws.
    static Program start(Path home, Map<String, String> environment, String... args) throws IOException {
        return start(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"), home, environment, args);
    }

    /// Where there is nothing to draw on.
    static Program startWithoutDisplay(Path home, Map<String, String> environment, String... args) throws IOException {
        Map<String, String> blind = new HashMap<>(environment);
        blind.put("DISPLAY", "");
        return start(List.of(), home, blind, args);
    }

    /// Likewise, with its window on the display that the environment names.
    static Program show(Path home, Map<String, String> environment, String... args) throws IOException {
        return start(List.of("-Dprism.order=sw"), home, environment, args);
    }

    private static Program start(List<String> drawing, Path home, Map<String, String> environment, String... args)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Files.readString(LAUNCHER.resolve("java")).strip());
        command.addAll(drawing);
        command.add("@" + LAUNCHER.resolve("java.args"));
        command.add("dev.hivesync.app.Main");
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("HIVESYNC_"));
        builder.environment().put("HIVESYNC_HOME", home.toString());
        builder.environment().put("HIVESYNC_DEMO", "off");
        builder.environment().put("HIVESYNC_KEYCHAIN", "off");
        builder.environment().put("HIVESYNC_SYSTEM_NOTIFICATIONS", "off");
        builder.environment().putAll(environment);
        return new Program(builder.start());
    }

    /// Runs `hivesync args…` to its end.
    static Ended run(Path home, String... args) throws IOException, InterruptedException {
        try (Program program = start(home, Map.of(), args)) {
            return program.ended();
        }
    }

    private static void read(BufferedReader from, List<String> lines) {
        try (from) {
            String line = from.readLine();
            while (line != null) {
                lines.add(line);
                line = from.readLine();
            }
        } catch (IOException e) {
            lines.add("(unreadable: " + e.getClass().getSimpleName() + ")");
        }
    }

    List<String> out() {
        return out;
    }

    List<String> err() {
        return err;
    }

    long pid() {
        return process.pid();
    }

    boolean running() {
        return process.isAlive();
    }

    /// Asks it to end, as a terminal or an operating system would.
    Ended terminate() throws InterruptedException {
        process.destroy();
        return ended();
    }

    /// Ends it as a crash would.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        var _ = ended();
    }

    Ended ended() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end in " + PATIENCE_SECONDS + " s; it printed " + out + err);
        }
        for (Thread reader : readers) {
            reader.join();
        }
        return new Ended(process.exitValue(), List.copyOf(out), List.copyOf(err));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
