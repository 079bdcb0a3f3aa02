package dev.hivesync.server;

import dev.hivesync.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// Asks one instance, and holds each answer against the description of the API.
public final class ApiClient implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    /// @param url without `/api/v1`
    public ApiClient(String url) {
        this.url = url;
    }

    /// Without `/api/v1`.
    public String url() {
        return url;
    }

    /// @param token bearer token, or empty for none
    public TestServer.Reply get(String path, String token, String... headers) {
        return send("GET", path, token, new byte[0], headers);
    }

    public TestServer.Reply post(String path, String token, Object body) {
        return send("POST", path, token, json(body));
    }

    static byte[] json(Object body) {
        return body instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : Json.MAPPER.writeValueAsBytes(body);
    }

    public TestServer.Reply send(String method, String path, String token, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Contract.SHARED.check(request.build(), body, response);
            Map<String, String> received = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.headers().map().forEach((name, values) -> received.put(name, values.getFirst()));
            return new TestServer.Reply(response.statusCode(), Contract.json(response), received);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
