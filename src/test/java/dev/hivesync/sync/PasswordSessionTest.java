package dev.hivesync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.sync.PasswordSession.SignedIn;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class PasswordSessionTest {

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final OkHttpClient http = HttpBackend.client();

    private static String tokens(int generation) {
        return Json.MAPPER.writeValueAsString(new Api.Tokens(
                "access-" + generation, "bearer", 1_800, "refresh-" + generation, new Api.User("u-1", "a@b.example")));
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private PasswordSession signedIn() {
        PasswordSession session = new PasswordSession(http, server.url("/"));
        answer(200, tokens(1));
        assertThat(session.signIn("a@b.example", "secret"))
                .isEqualTo(new SignedIn.As(new Api.User("u-1", "a@b.example")));
        return session;
    }

    @Test
    void any_number_of_parallel_refusals_renew_once() throws Exception {
        PasswordSession session = signedIn();
        answer(200, tokens(2));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<String>>> callers = IntStream.range(0, 20)
                    .<Callable<Optional<String>>>mapToObj(_ -> () -> session.renew("access-1"))
                    .toList();
            for (Future<Optional<String>> renewed : threads.invokeAll(callers)) {
                assertThat(renewed.get()).contains("access-2");
            }
        }

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void a_wrong_password_is_no_network_problem() {
        PasswordSession session = new PasswordSession(http, server.url("/"));
        answer(401, "{}");
        assertThat(session.signIn("a@b.example", "wrong")).isEqualTo(new SignedIn.Refused());
        answer(503, "{}");
        assertThat(session.signIn("a@b.example", "right")).isEqualTo(new SignedIn.Unreachable());
        assertThat(session.accessToken()).isEmpty();
    }

    @Test
    void a_refused_refresh_signs_out_and_a_lost_one_does_not() {
        PasswordSession session = signedIn();
        answer(503, "");
        assertThat(session.renew("access-1")).isEmpty();
        assertThat(session.accessToken()).contains("access-1");

        answer(401, "{}");
        assertThat(session.renew("access-1")).isEmpty();
        assertThat(session.accessToken()).isEmpty();
    }
}
