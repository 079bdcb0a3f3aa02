package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// HEAD is GET without the body, on every route that reads.
class HeadTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    /// These differ from one answer to the next; a scrape's length does, too.
    private static final Set<String> OF_THE_MOMENT = Set.of("date", "x-correlation-id");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static String token = "";

    @BeforeAll
    static void user() {
        server.user("ada@example.org");
        token = server.login("ada@example.org").accessToken();
    }

    @AfterAll
    static void close() {
        HTTP.close();
    }

    private static Stream<String> paths() {
        return server.backend().routes().stream()
                .filter(route -> route.startsWith("GET "))
                .map(route -> route.substring("GET ".length()).replaceAll("\\{[^}]*}", "unknown"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void head_has_the_status_and_the_headers_of_get_and_no_body(String path) throws Exception {
        for (String credential :
                List.of("", "Bearer nonsense", "Bearer " + token, "Bearer " + TestServer.SERVICE_KEY)) {
            HttpResponse<String> get = ask("GET", path, credential);
            HttpResponse<String> head = ask("HEAD", path, credential);
            assertThat(head.statusCode()).isEqualTo(get.statusCode());
            assertThat(head.body()).isEmpty();
            assertThat(headers(head, path)).isEqualTo(headers(get, path));
        }
    }

    @Test
    void of_an_unchanged_poll_too() throws Exception {
        String path = "/api/v1/notifications";
        String credential = "Bearer " + token;
        String etag = ask("GET", path, credential).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> get = ask("GET", path, credential, "If-None-Match", etag);
        HttpResponse<String> head = ask("HEAD", path, credential, "If-None-Match", etag);
        assertThat(get.statusCode()).isEqualTo(304);
        assertThat(head.statusCode()).isEqualTo(304);
        assertThat(head.body()).isEmpty();
        assertThat(headers(head, path)).isEqualTo(headers(get, path)).containsKey("ETag");
    }

    private static HttpResponse<String> ask(String method, String path, String credential, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!credential.isEmpty()) {
            request.header("Authorization", credential);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Map<String, List<String>> headers(HttpResponse<String> response, String path) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers().map());
        headers.keySet().removeAll(OF_THE_MOMENT);
        if (path.endsWith("/metrics")) {
            headers.remove("content-length");
        }
        return headers;
    }
}
