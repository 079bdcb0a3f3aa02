package dev.hivesync.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BridgeUpgradeTest extends AtADesk {

    @Test
    void every_origin_is_refused() throws Exception {
        for (String origin :
                new String[] {"http://localhost", "null", "vscode-webview://x", "", "http://127.0.0.1:" + port()}) {
            assertThat(answer(RawPlugin.request("/bridge", host(), "Origin: " + origin)))
                    .isEqualTo("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        }
    }

    @Test
    void only_the_loopback_names_of_this_port_are_hosts() throws Exception {
        assertThat(status(RawPlugin.request("/bridge", "Host: 127.0.0.1"))).isEqualTo(403);
        assertThat(status(RawPlugin.request("/bridge", "Host: evil.example:" + port())))
                .isEqualTo(403);
        assertThat(status(RawPlugin.request("/bridge", host(), host()))).isEqualTo(403);
        assertThat(status(RawPlugin.request("/bridge"))).isEqualTo(403);
        assertThat(status(RawPlugin.request("/bridge", "Host: localhost:" + port())))
                .isEqualTo(101);
        assertThat(status(RawPlugin.request("/bridge", "Host: [::1]:" + port())))
                .isEqualTo(101);
    }

    @Test
    void other_paths_are_not_found() throws Exception {
        assertThat(status(RawPlugin.request("/", host()))).isEqualTo(404);
        assertThat(status(RawPlugin.request("/bridge/", host()))).isEqualTo(404);
        assertThat(status(RawPlugin.request("/bridge?x=1", host()))).isEqualTo(404);
    }

    @Test
    void what_is_no_upgrade_is_a_bad_request() throws Exception {
        assertThat(status("GET /bridge HTTP/1.1\r\n" + host() + "\r\n\r\n")).isEqualTo(400);
        assertThat(status(RawPlugin.request("/bridge", host()).replaceFirst("GET", "OPTIONS")))
                .isEqualTo(400);
        assertThat(status(RawPlugin.request("/bridge", host()).replaceFirst("HTTP/1.1", "HTTP/1.0")))
                .isEqualTo(400);
        assertThat(status(RawPlugin.request("/bridge", host()).replaceFirst("Version: 13", "Version: 8")))
                .isEqualTo(400);
        assertThat(status(RawPlugin.request("/bridge", host(), "X\nOrigin: a"))).isEqualTo(400);
        assertThat(status("nonsense\r\n\r\n")).isEqualTo(400);
    }

    @Test
    void large_headers_are_refused_and_read_to_their_end() throws Exception {
        assertThat(status(RawPlugin.request("/bridge", host(), "X: " + "x".repeat(9_000))))
                .isEqualTo(431);
        assertThat(status(RawPlugin.request("/bridge", host(), "X: " + "x".repeat(200_000))))
                .isEqualTo(431);
        assertThat(status(RawPlugin.request("/bridge", host(), "X: " + "x".repeat(7_500))))
                .isEqualTo(101);
    }

    @Test
    void no_compression_is_negotiated() throws Exception {
        assertThat(answer(RawPlugin.request("/bridge", host(), "Sec-WebSocket-Extensions: permessage-deflate")))
                .startsWith("HTTP/1.1 101 ")
                .doesNotContainIgnoringCase("extensions");
    }

    @Test
    void a_request_may_come_byte_by_byte() throws Exception {
        try (RawPlugin plugin = new RawPlugin(desk.announced())) {
            for (byte next : RawPlugin.request("/bridge", host()).getBytes(StandardCharsets.US_ASCII)) {
                plugin.raw(new byte[] {next});
            }
            assertThat(plugin.head()).startsWith("HTTP/1.1 101 ");
            assertThat(plugin.prove(null).path("type").asString()).isEqualTo("ready");
        }
    }

    @Test
    void the_same_port_of_the_other_loopback_is_the_desktops_too() throws Exception {
        InetAddress v6 = Inet6Address.getByName("::1");
        assumeThat(hasAddress(v6)).as("this machine has IPv6").isTrue();
        try (RawPlugin plugin = new RawPlugin(desk.announced(), v6, 0)) {
            plugin.raw(RawPlugin.request("/bridge", "Host: [::1]:" + port()));
            assertThat(plugin.head()).startsWith("HTTP/1.1 101 ");
        }
    }

    private static boolean hasAddress(InetAddress address) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private int port() {
        return desk.bridge.port();
    }

    private String host() {
        return "Host: 127.0.0.1:" + port();
    }

    private int status(String request) throws Exception {
        return Integer.parseInt(answer(request).substring(9, 12));
    }

    /// The answer; where it refuses, the socket is closed after it.
    private String answer(String request) throws Exception {
        try (RawPlugin plugin = new RawPlugin(desk.announced())) {
            plugin.rawUntilClosed(request.getBytes(StandardCharsets.ISO_8859_1));
            String head = plugin.head();
            if (!head.startsWith("HTTP/1.1 101 ")) {
                assertThat(plugin.atEnd()).isTrue();
            }
            return head;
        }
    }
}
