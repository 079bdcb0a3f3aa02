package dev.hivesync.bench;

import dev.hivesync.server.api.ShortToken;
import dev.hivesync.server.api.SignedCursor;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Requests of every user of a database, ready to be sent: each with a token and a cursor as the server gives them.
final class Polls {

    private static final Duration TOKEN_LIFE = Duration.ofMinutes(29);

    private final byte[][] requests;
    private final Random random = new Random(1);

    private Polls(byte[][] requests) {
        this.requests = requests;
    }

    /// What is asked after the cursor.
    private interface Tail {
        String of(SignedCursor cursors, String user);
    }

    /// Polls that find the newest `rows` rows, where every user has [BenchDatabase#ROWS_PER_USER].
    static Polls newRows(InetSocketAddress server, int users, int rows) throws IOException, InterruptedException {
        return newRows(server, users, rows, BenchDatabase.ROWS_PER_USER);
    }

    /// @param held how many rows every user has
    static Polls newRows(InetSocketAddress server, int users, int rows, int held)
            throws IOException, InterruptedException {
        return of(
                server,
                users,
                (cursors, user) -> (held == rows ? "" : cursors.at(user, held - rows)) + " HTTP/1.1\r\n");
    }

    /// Polls of a user who is up to date.
    static Polls nothingNew(InetSocketAddress server, int users) throws IOException, InterruptedException {
        return nothingNew(server, users, BenchDatabase.ROWS_PER_USER);
    }

    static Polls nothingNew(InetSocketAddress server, int users, int held) throws IOException, InterruptedException {
        return of(
                server,
                users,
                (cursors, user) ->
                        cursors.at(user, held) + " HTTP/1.1\r\nIf-None-Match: " + cursors.etag(held) + "\r\n");
    }

    private static Polls of(InetSocketAddress server, int users, Tail tail) throws IOException, InterruptedException {
        String host = server.getAddress().getHostAddress() + ":" + server.getPort();
        SignedCursor cursors = SignedCursor.like(sample(host), ServerProcess.SECRET);
        byte[][] requests = IntStream.range(0, users)
                .parallel()
                .mapToObj(i -> {
                    String user = Integer.toString(BenchDatabase.FIRST_USER + i);
                    return ("GET /api/v1/notifications?since=" + tail.of(cursors, user) + "Host: " + host
                                    + "\r\nAuthorization: Bearer " + token(user) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII);
                })
                .toArray(byte[][]::new);
        return new Polls(requests);
    }

    private static String token(String user) {
        return ShortToken.of(user, ServerProcess.SECRET, Clock.systemUTC(), TOKEN_LIFE);
    }

    private static String sample(String host) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> reply = http.send(
                    HttpRequest.newBuilder(URI.create("http://" + host + "/api/v1/notifications?limit=1"))
                            .header("Authorization", "Bearer " + token(Integer.toString(BenchDatabase.FIRST_USER)))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            if (reply.statusCode() != 200) {
                throw new IOException("a first read got " + reply.statusCode());
            }
            return Json.MAPPER.readTree(reply.body()).path("next_cursor").asString();
        }
    }

    int users() {
        return requests.length;
    }

    byte[] of(int user) {
        return requests[user];
    }

    /// A user by chance, as pgbench chooses them.
    Supplier<byte[]> byChance() {
        return () -> requests[random.nextInt(requests.length)];
    }
}
