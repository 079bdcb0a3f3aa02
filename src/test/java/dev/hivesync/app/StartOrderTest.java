package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Neither the network nor the keychain is asked before the window is drawn, so that neither can hold it up.
@NullMarked
@Timeout(120)
class StartOrderTest {

    private static final String DRAWN = "The window is drawn";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    @Test
    void a_backend_that_never_answers_is_asked_after_the_window_is_drawn() throws Exception {
        Path token = Files.writeString(home.resolve("token"), "token");
        try (ServerSocketChannel backend = ServerSocketChannel.open()) {
            backend.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) backend.getLocalAddress()).getPort();
            try (Program program = Program.start(
                    home, Map.of(), "--server", "http://127.0.0.1:" + port, "--token-file", token.toString())) {
                drawnBefore(backend, program);
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_keychain_that_hangs_is_asked_after_the_window_is_drawn() throws Exception {
        Path socket = home.resolve("bus");
        try (ServerSocketChannel bus = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            bus.bind(UnixDomainSocketAddress.of(socket));
            Map<String, String> environment = Map.of(
                    "HIVESYNC_KEYCHAIN", "on",
                    "HIVESYNC_SERVER", "http://127.0.0.1:9",
                    "DBUS_SESSION_BUS_ADDRESS", "unix:path=" + socket);
            try (Program program = Program.start(home, environment)) {
                drawnBefore(bus, program);
            }
        }
    }

    /// Takes the first connection and leaves it at that.
    private void drawnBefore(ServerSocketChannel somebody, Program program) throws IOException {
        somebody.configureBlocking(false);
        try (SocketChannel asked = await().atMost(PATIENCE)
                .until(
                        () -> {
                            assertThat(program.running())
                                    .as("%s%s", program.out(), program.err())
                                    .isTrue();
                            return somebody.accept();
                        },
                        connection -> connection != null)) {
            assertThat(asked.isConnected()).isTrue();
            assertThat(home.resolve("logs").resolve("hivesync.log")).content().contains(DRAWN);
        }
    }
}
