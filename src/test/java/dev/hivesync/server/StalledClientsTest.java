package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.server.api.Limits;
import dev.hivesync.server.store.Draft;
import dev.hivesync.server.store.PayloadRules;
import dev.hivesync.wire.NotificationType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.StringNode;

/// 200 clients that stop in the middle cost the others nothing.
class StalledClientsTest {

    @RegisterExtension
    static final TestServer server = new TestServer(new Limits(0, 0, 0, 0, 0, 100, 90, false));

    private static final int STALLED = 200;
    private static final long MEBIBYTE = 1 << 20;

    private static String ada = "";
    private static String token = "";
    private static String other = "";

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void users() {
        ada = server.user("ada@example.org");
        server.user("bob@example.org");
        token = server.login("ada@example.org").accessToken();
        other = server.login("bob@example.org").accessToken();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private Socket open(String start) throws IOException {
        URI uri = URI.create(server.url());
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
        sockets.add(socket);
        return socket;
    }

    @Test
    void live_clients_that_stop_reading_are_cut_off_and_the_others_get_everything() throws IOException {
        for (int i = 0; i < STALLED; i++) {
            open("GET /api/v1/notifications/live HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        }
        await().until(() -> server.backend().listeners() == STALLED);
        try (LiveClient reading = LiveClient.connect(server.backend(), token);
                LiveClient stranger = LiveClient.connect(server.backend(), other)) {
            await().until(() -> server.backend().listeners() == STALLED + 2);
            long before = used();
            int written = 0;
            while (server.backend().listeners() > 2 && written < 20_000) {
                server.backend().publisher().publish(large());
                written++;
                long revision = written;
                if (written % 60 == 0) {
                    // As fast as those who read can follow.
                    await().pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> reading.revision() == revision);
                }
            }
            long last = written;
            assertThat(server.backend().listeners()).isEqualTo(2);
            await().until(() -> reading.revision() == last);
            assertThat(reading.frames()).hasSize(written);
            assertThat(stranger.frames()).isEmpty();
            assertThat(used() - before).isLessThan(150 * MEBIBYTE);
        }
        assertThat(server.get("/health/deep", TestServer.SERVICE_KEY).status()).isEqualTo(200);
    }

    /// Close to the most that a notification may have.
    private static Draft large() {
        return ((PayloadRules.Verdict.Accepted) new PayloadRules(false)
                        .judge(
                                ada,
                                null,
                                NotificationType.SYSTEM_HEALTH_ISSUE,
                                Map.of("message", StringNode.valueOf("word ".repeat(130))),
                                null))
                .draft();
    }

    /// Of the heap, after what is garbage has gone; clients and server share this JVM.
    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void connections_that_send_one_byte_and_no_more_do_not_keep_others_out() throws IOException {
        stallAtOneByte();
    }

    private void stallAtOneByte() throws IOException {
        for (int i = 0; i < STALLED; i++) {
            open("G");
            open("POST /api/v1/notifications/mark_read HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Length: 100\r\n\r\n{");
        }
        for (int i = 0; i < 20; i++) {
            assertThat(server.get("/health", "").status()).isEqualTo(200);
            assertThat(server.get("/notifications", token).status()).isEqualTo(200);
            assertThat(server.post("/notifications/mark_read", token, Map.of("up_to", 0))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Tag("faults")
    @Test
    void connections_that_say_nothing_more_are_closed() throws IOException {
        stallAtOneByte();
        await().atMost(Duration.ofSeconds(90)).until(() -> sockets.stream().allMatch(StalledClientsTest::ended));
    }

    private static boolean ended(Socket socket) {
        try {
            socket.setSoTimeout(1);
            byte[] some = new byte[4_096];
            int read = 0;
            while (read >= 0) {
                read = socket.getInputStream().read(some);
            }
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
