package dev.hivesync.bridge;

import static dev.hivesync.bridge.Hostile.http;

import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.stream.Stream;

/// What comes in the place of a plugin's upgrade: web pages, scanners, broken and slow clients.
class HostileHttpTest extends AmongHostiles {

    private static final String HOST = "Host: 127.0.0.1:{P}";
    private static final String END = "\r\n\r\n";
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

    private static String with(String... headers) {
        return RawPlugin.request("/bridge", headers);
    }

    private static String path(String path) {
        return RawPlugin.request(path, HOST);
    }

    /// A right request with one thing changed.
    private static String but(String part, String instead) {
        return with(HOST).replace(part, instead);
    }

    private static Hostile origin(String origin) {
        return http("a page of '" + origin + "'", with(HOST, "Origin: " + origin), "403");
    }

    private static Hostile host(String host) {
        return http("a host '" + host + "'", with("Host: " + host), "403");
    }

    @Override
    Stream<Hostile> cases() {
        return Stream.of(pages(), hosts(), paths(), requests(), slow()).flatMap(Arrays::stream);
    }

    private static Hostile[] pages() {
        return new Hostile[] {
            origin("null"),
            origin(""),
            origin("http://localhost"),
            origin("http://127.0.0.1:{P}"),
            origin("https://evil.example"),
            origin("file://"),
            origin("vscode-webview://0a1b2c"),
            origin("chrome-extension://abcdef"),
            http("an origin in small letters", with(HOST, "origin: null"), "403"),
            http("two origins", with(HOST, "Origin: null", "Origin: null"), "403"),
            http("a preflight", "OPTIONS /bridge HTTP/1.1\r\n" + HOST + "\r\nOrigin: http://a.example" + END, "403"),
            http(
                    "a form that is posted",
                    "POST /bridge HTTP/1.1\r\n" + HOST + "\r\nContent-Length: 3" + END + "a=b",
                    "400"),
        };
    }

    private static Hostile[] hosts() {
        return new Hostile[] {
            http("no host", with(), "403"),
            http("two hosts", with(HOST, HOST), "403"),
            http("two hosts, one evil", with(HOST, "Host: evil.example"), "403"),
            host(""),
            host("127.0.0.1"),
            host("127.0.0.1:1"),
            host("127.0.0.1:{P}:{P}"),
            host("127.0.0.1:0{P}"),
            host("127.1:{P}"),
            host("0.0.0.0:{P}"),
            host("2130706433:{P}"),
            host("localhost.:{P}"),
            host("user@localhost:{P}"),
            host("localhost:{P}, localhost:{P}"),
            host("[::ffff:127.0.0.1]:{P}"),
            host("rebound.evil.example:{P}"),
        };
    }

    private static Hostile[] paths() {
        return new Hostile[] {
            http("the root", path("/"), "404"),
            http("a slash more", path("/bridge/"), "404"),
            http("two slashes", path("//bridge"), "404"),
            http("a query", path("/bridge?token=x"), "404"),
            http("a fragment", path("/bridge#x"), "404"),
            http("large letters", path("/BRIDGE"), "404"),
            http("an escaped path", path("/%62ridge"), "404"),
            http("a way around", path("/x/../bridge"), "404"),
            http("a whole address", path("http://127.0.0.1:{P}/bridge"), "404"),
            http("an asterisk", path("*"), "404"),
        };
    }

    private static Hostile[] requests() {
        return new Hostile[] {
            http("a plain GET", "GET /bridge HTTP/1.1\r\n" + HOST + END, "400"),
            http("HEAD", but("GET", "HEAD"), "400"),
            http("OPTIONS", but("GET", "OPTIONS"), "400"),
            http("get in small letters", but("GET", "get"), "400"),
            http("HTTP/1.0", but("HTTP/1.1", "HTTP/1.0"), "400"),
            http("HTTP/0.9", "GET /bridge" + END, "400"),
            http("HTTP/2", "PRI * HTTP/2.0" + END + "SM" + END, "403"),
            http("an empty request", END, "400"),
            http("two blanks", but("GET ", "GET  "), "400"),
            http("WebSocket version 8", but("Version: 13", "Version: 8"), "400"),
            http("two versions", with(HOST, "Sec-WebSocket-Version: 13"), "400"),
            http("no key", but(KEY, "X: y"), "400"),
            http("a short key", but(KEY, "Sec-WebSocket-Key: c2hvcnQ="), "400"),
            http("two keys", with(HOST, KEY), "400"),
            http("no upgrade", but("Upgrade: websocket", "Upgrade: h2c"), "400"),
            http("no connection header", but("Connection: Upgrade", "Connection: close"), "400"),
            http("a chunked body", with(HOST, "Transfer-Encoding: chunked") + "0" + END, "400"),
            http("a body", with(HOST, "Content-Length: 5") + "hello", "400"),
            http("a header without a colon", with(HOST, "nonsense"), "400"),
            http("a folded header", with(HOST, "X: a", " Origin: b"), "400"),
            http("a blank before the colon", with(HOST, "Origin : null"), "400"),
            http("a bare line feed", with(HOST, "X: a\nOrigin: null"), "400"),
            http("a NUL", with(HOST, "X: \0"), "400"),
            http("a header of 9 kB", with(HOST, "X: " + "x".repeat(9_000)), "431"),
            http("a header of 200 kB", with(HOST, "X: " + "x".repeat(200_000)), "431"),
            http("1,500 headers", with(HOST, "X-Y: z\r\n".repeat(1_500) + "A: b"), "431"),
            http("compression", with(HOST, "Sec-WebSocket-Extensions: permessage-deflate"), "101"),
            http("a subprotocol", with(HOST, "Sec-WebSocket-Protocol: chat"), "101"),
        };
    }

    private static Hostile[] slow() {
        return new Hostile[] {
            http("nothing at all", "", "cut"),
            http("half a request", "GET /bridge HTTP/1.1\r\n" + HOST + "\r\n", "cut"),
            http("a greeting of TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003", "cut"),
            new Hostile(
                    "half a request and gone",
                    plugin -> {
                        plugin.raw("GET /bri");
                        plugin.socket.shutdownOutput();
                    },
                    "cut"),
            new Hostile("a line a second", plugin -> drip(plugin, "GET /bridge HTTP/1.1\r\n", "X: y\r\n"), "cut"),
            new Hostile("a byte a second", plugin -> drip(plugin, "G", "E"), "cut"),
        };
    }

    /// Goes on until the other side has closed.
    private static void drip(RawPlugin plugin, String first, String next) throws Exception {
        plugin.raw(first);
        plugin.socket.setSoTimeout(500);
        for (int i = 0; i < 60; i++) {
            try {
                plugin.in.read();
                return;
            } catch (SocketTimeoutException _) {
                plugin.raw(next);
            }
        }
        throw new AssertionError("still open");
    }
}
