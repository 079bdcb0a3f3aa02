package dev.hivesync.bridge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Who may upgrade to a WebSocket, judged on the raw bytes of the request: a web page shows itself by `Origin`, a
/// rebound name by `Host`. Pure.
final class Upgrade {

    static final int MALFORMED = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int TOO_LARGE = 431;

    private static final String PATH = "/bridge";
    private static final int KEY_BYTES = 16;

    private final List<String> hosts;

    Upgrade(int port) {
        hosts = List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /// The HTTP status to refuse this request with; empty where it may pass.
    ///
    /// @param head request line and headers with the empty line that ends them
    Optional<Integer> refusal(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        List<String> lines = Arrays.asList(text.substring(0, text.length() - 4).split("\r\n", -1));
        Optional<Map<String, List<String>>> parsed = headers(lines.subList(1, lines.size()));
        String[] request = lines.getFirst().split(" ", -1);
        if (parsed.isEmpty() || request.length != 3) {
            return Optional.of(MALFORMED);
        }
        Map<String, List<String>> headers = parsed.get();
        List<String> host = headers.getOrDefault("host", List.of());
        if (headers.containsKey("origin")
                || host.size() != 1
                || !hosts.contains(host.getFirst().toLowerCase(Locale.ROOT))) {
            return Optional.of(FORBIDDEN);
        }
        if (!request[1].equals(PATH)) {
            return Optional.of(NOT_FOUND);
        }
        boolean right = request[0].equals("GET")
                && request[2].equals("HTTP/1.1")
                && names(headers, "upgrade", "websocket")
                && names(headers, "connection", "upgrade")
                && headers.getOrDefault("sec-websocket-version", List.of()).equals(List.of("13"))
                && hasKey(headers)
                && !headers.containsKey("transfer-encoding")
                && headers.getOrDefault("content-length", List.of("0")).equals(List.of("0"));
        return right ? Optional.empty() : Optional.of(MALFORMED);
    }

    /// The whole answer to a refused request: the same for each status but for the number and its name.
    static byte[] answer(int status) {
        String reason = switch (status) {
            case FORBIDDEN -> "Forbidden";
            case NOT_FOUND -> "Not Found";
            case TOO_LARGE -> "Request Header Fields Too Large";
            default -> "Bad Request";
        };
        return ("HTTP/1.1 " + status + " " + reason + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Optional<Map<String, List<String>>> headers(List<String> lines) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            String name = colon < 1 ? "" : line.substring(0, colon);
            String value = line.substring(colon + 1);
            if (!isToken(name) || value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
                return Optional.empty();
            }
            headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(value.strip());
        }
        return Optional.of(headers);
    }

    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c -> c < 0x7f && (Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0));
    }

    private static boolean names(Map<String, List<String>> headers, String header, String token) {
        return headers.getOrDefault(header, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .anyMatch(value -> value.strip().equalsIgnoreCase(token));
    }

    private static boolean hasKey(Map<String, List<String>> headers) {
        List<String> keys = headers.getOrDefault("sec-websocket-key", List.of());
        try {
            return keys.size() == 1 && Base64.getDecoder().decode(keys.getFirst()).length == KEY_BYTES;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
