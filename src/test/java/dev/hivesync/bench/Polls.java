package dev.hivesync.bench;

import dev.hivesync.server.api.ShortToken;
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

/// Requests of every user of a database, ready to be sent: each with a token and a cursor that the server gave.
final class Polls {

    private static final Duration TOKEN_LIFE = Duration.ofMinutes(29);

    private final byte[][] requests;
    private final Random random = new Random(1);

    private Polls(byte[][] requests) {
        this.requests = requests;
    }

    /// What a user asks.
    private interface Question {
        String ask(Asker asker) throws IOException, InterruptedException;
    }

    /// Polls that find the newest `rows` rows.
    static Polls newRows(InetSocketAddress server, int users, int rows) throws IOException, InterruptedException {
        int behind = BenchDatabase.ROWS_PER_USER - rows;
        return of(server, users, asker -> {
            String cursor =
                    behind == 0 ? "" : asker.page("since=&limit=" + behind).cursor();
            return asker.request("since=" + cursor, "");
        });
    }

    /// Polls of a user who is up to date.
    static Polls nothingNew(InetSocketAddress server, int users) throws IOException, InterruptedException {
        return of(server, users, asker -> {
            Asker.Page page = asker.page("limit=1");
            return asker.request("since=" + page.cursor(), "If-None-Match: " + page.etag() + "\r\n");
        });
    }

    private static Polls of(InetSocketAddress server, int users, Question question)
            throws IOException, InterruptedException {
        byte[][] requests = new byte[users][];
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int user = 0; user < users; user++) {
                Asker asker = new Asker(http, server, Integer.toString(BenchDatabase.FIRST_USER + user));
                requests[user] = question.ask(asker).getBytes(StandardCharsets.US_ASCII);
            }
        }
        return new Polls(requests);
    }

    /// A user by chance, as pgbench chooses them.
    Supplier<byte[]> byChance() {
        return () -> requests[random.nextInt(requests.length)];
    }

    private static final class Asker {
        private final HttpClient http;
        private final InetSocketAddress server;
        private final String token;

        Asker(HttpClient http, InetSocketAddress server, String user) {
            this.http = http;
            this.server = server;
            this.token = ShortToken.of(user, ServerProcess.SECRET, Clock.systemUTC(), TOKEN_LIFE);
        }

        record Page(String cursor, String etag) {}

        Page page(String query) throws IOException, InterruptedException {
            HttpResponse<InputStream> reply = http.send(
                    HttpRequest.newBuilder(URI.create("http://" + host() + "/api/v1/notifications?" + query))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            if (reply.statusCode() != 200) {
                throw new IOException("a first read got " + reply.statusCode());
            }
            return new Page(
                    Json.MAPPER.readTree(reply.body()).path("next_cursor").asString(),
                    reply.headers().firstValue("ETag").orElseThrow());
        }

        String request(String query, String headers) {
            return "GET /api/v1/notifications?" + query + " HTTP/1.1\r\nHost: " + host() + "\r\nAuthorization: Bearer "
                    + token + "\r\n" + headers + "\r\n";
        }

        private String host() {
            return server.getAddress().getHostAddress() + ":" + server.getPort();
        }
    }
}
