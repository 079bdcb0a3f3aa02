package dev.hivesync.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The server as it is installed: a process of its own, started by its command line.
final class ServerProcess implements AutoCloseable {

    static final String SECRET = "bench-jwt-secret-0123456789abcdef0123456789abcdef";

    static final String SERVICE_KEY = "bench-service-key-0123456789abcdef";

    private final Process process;
    private final URI url;

    private ServerProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static ServerProcess start(String jdbcUrl, Path home) throws IOException {
        return start(jdbcUrl, home, Map.of());
    }

    /// @param environment over what is usual here
    static ServerProcess start(String jdbcUrl, Path home, Map<String, String> environment) throws IOException {
        Path launcher = Path.of(System.getProperty("hivesync.launcher"));
        List<String> command = new ArrayList<>(List.of(
                Files.readString(launcher.resolve("java")).strip(),
                "@" + launcher.resolve("java.args"),
                "dev.hivesync.app.Main",
                "server",
                "--port",
                "0",
                "--database",
                jdbcUrl));
        // For a profile: options of the JVM, such as one that records.
        String options = System.getProperty("bench.server.options", "");
        if (!options.isBlank()) {
            command.addAll(2, List.of(options.split(" ")));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "JWT_SECRET",
                        SECRET,
                        "SERVICE_KEY",
                        SERVICE_KEY,
                        "HIVESYNC_HOME",
                        home.toString(),
                        // Counted all the same, and never reached.
                        "RATE_POLL",
                        "9999999",
                        "RATE_INGEST_SERVICE",
                        "9999999"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.contains("http://")) {
            line = out.readLine();
        }
        if (line == null) {
            process.destroy();
            throw new IOException("the server did not start");
        }
        return new ServerProcess(process, URI.create(line.substring(line.indexOf("http://"))));
    }

    URI url() {
        return url;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    /// The processor time it has taken so far.
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
