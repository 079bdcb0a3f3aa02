package dev.hivesync.server;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hivesync.server.live.Bus;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class NatsBusTest extends BusContract {

    private static int port;
    private static @Nullable Process nats;

    @BeforeAll
    static void nats_server() throws IOException {
        assumeTrue(program().isPresent(), "nats-server is not on PATH (Debian: apt-get install nats-server)");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start();
    }

    private static Optional<Path> program() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "nats-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void start() throws IOException {
        Process process = new ProcessBuilder(
                        program().orElseThrow().toString(), "-a", "127.0.0.1", "-p", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        nats = process;
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected() && process.isAlive();
            } catch (IOException _) {
                return false;
            }
        });
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (nats != null) {
            nats.destroy();
            nats.waitFor();
        }
    }

    @Override
    Bus bus() throws ServerStartException {
        return Backend.bus(server.database(), "nats://127.0.0.1:" + port);
    }

    @Override
    void cut() throws Exception {
        requireNonNull(nats).destroy();
        requireNonNull(nats).waitFor();
    }

    @Override
    void mend() throws Exception {
        start();
    }
}
