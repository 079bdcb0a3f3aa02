package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An upgrade to the live channel that is none is the caller's mistake, and says so in the contract's body.
class HandshakesTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private static String token = "";

    @BeforeAll
    static void user() {
        server.user("ada@example.org");
        token = server.login("ada@example.org").accessToken();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sec-WebSocket-Version: 13| 400| REQUEST_REFUSED",
                "Sec-WebSocket-Version: 12;Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==| 426| UPGRADE_REQUIRED",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==| 426| UPGRADE_REQUIRED",
                "Sec-WebSocket-Version: thirteen;Sec-WebSocket-Key: x| 426| UPGRADE_REQUIRED"
            })
    void a_handshake_that_is_none_is_refused(String headers, int status, String code) throws IOException {
        String answer = upgrade(headers.replace(";", "\r\n"));
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("X-Correlation-Id: ");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(Json.MAPPER.readTree(body).at("/error/code").asString()).isEqualTo(code);
        if (status == 426) {
            assertThat(answer).contains("Sec-WebSocket-Version: 13\r\n");
        }
    }

    private static String upgrade(String headers) throws IOException {
        URI address = URI.create(server.url());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /api/v1/notifications/live HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + token + "\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n" + headers
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
