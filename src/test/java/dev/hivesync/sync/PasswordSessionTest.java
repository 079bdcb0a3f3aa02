package dev.hivesync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.sync.PasswordSession.SignedIn;
import dev.hivesync.sync.Session.Renewal;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A session against a server that says what the test wants, with a store that the test looks into.
@NullMarked
@Timeout(60)
class PasswordSessionTest {

    private static final String REFUSAL =
            "{\"error\":{\"code\":\"UNAUTHENTICATED\",\"message\":\"No.\",\"details\":{}}}";

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final OkHttpClient http = HttpBackend.client();
    private final AtomicLong nanos = new AtomicLong();
    private final Kept kept = new Kept();

    /// What is durable, and what was seen at the moment it became so.
    private static final class Kept implements TokenStore {
        private volatile Api.@Nullable Tokens tokens;
        private volatile boolean full;
        private volatile Runnable atSave = () -> {};

        @Override
        public Optional<Api.Tokens> load() {
            return Optional.ofNullable(tokens);
        }

        @Override
        public void save(Api.Tokens next) throws IOException {
            atSave.run();
            if (full) {
                throw new IOException("No space left on device");
            }
            tokens = next;
        }

        @Override
        public void clear() {
            tokens = null;
        }

        Optional<String> access() {
            return load().map(Api.Tokens::accessToken);
        }
    }

    private static String tokens(int generation) {
        return Json.MAPPER.writeValueAsString(new Api.Tokens(
                "access-" + generation, "bearer", 1_800, "refresh-" + generation, new Api.User("u-1", "a@b.example")));
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private PasswordSession session() {
        return new PasswordSession(http, server.url("/"), kept, InstantSource.system(), nanos::get);
    }

    private PasswordSession signedIn() {
        PasswordSession session = session();
        answer(200, tokens(1));
        assertThat(session.signIn("a@b.example", "secret"))
                .isEqualTo(new SignedIn.As(new Api.User("u-1", "a@b.example")));
        return session;
    }

    private RecordedRequest request() throws InterruptedException {
        return server.takeRequest();
    }

    @Test
    void fifty_parallel_refusals_of_polls_and_actions_renew_once() throws Exception {
        PasswordSession session = signedIn();
        answer(200, tokens(2));
        CountDownLatch together = new CountDownLatch(50);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Renewal>> callers = IntStream.range(0, 50)
                    .<Callable<Renewal>>mapToObj(_ -> () -> {
                        together.countDown();
                        together.await();
                        return session.renew("access-1");
                    })
                    .toList();
            for (Future<Renewal> renewed : threads.invokeAll(callers)) {
                assertThat(renewed.get()).isEqualTo(new Renewal.Renewed("access-2"));
            }
        }

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void a_new_pair_is_durable_before_anybody_can_use_it() {
        PasswordSession session = signedIn();
        List<Optional<String>> seen = new ArrayList<>();
        kept.atSave = () -> seen.add(session.accessToken());
        answer(200, tokens(2));

        assertThat(session.renew("access-1")).isEqualTo(new Renewal.Renewed("access-2"));

        assertThat(seen).containsExactly(Optional.of("access-1"));
        assertThat(kept.access()).contains("access-2");
    }

    @Test
    void a_full_disk_costs_the_restart_its_session_and_not_this_run() {
        PasswordSession session = signedIn();
        kept.full = true;
        answer(200, tokens(2));

        assertThat(session.renew("access-1")).isEqualTo(new Renewal.Renewed("access-2"));
        assertThat(session.accessToken()).contains("access-2");
        assertThat(kept.access()).contains("access-1");
    }

    @Test
    void a_session_goes_on_after_a_restart() throws Exception {
        signedIn();
        request();
        PasswordSession next = session();

        assertThat(next.resume()).contains(new Api.User("u-1", "a@b.example"));
        assertThat(next.accessToken()).contains("access-1");
        answer(200, tokens(2));
        assertThat(next.renew("access-1")).isEqualTo(new Renewal.Renewed("access-2"));
        assertThat(Optional.ofNullable(request().getBody()).orElseThrow().utf8())
                .contains("refresh-1");
    }

    @Test
    void what_is_kept_and_makes_no_sense_is_no_session() {
        kept.tokens = new Api.Tokens("access 1\r\nX: y", "bearer", 1, "refresh-1", new Api.User("u-1", "a@b.example"));
        assertThat(session().resume()).isEmpty();
        kept.tokens = Json.MAPPER.readValue("{\"access_token\":\"a\"}", Api.Tokens.class);
        assertThat(session().resume()).isEmpty();
    }

    @Test
    void a_token_is_renewed_a_minute_before_its_end_and_an_unreachable_server_changes_nothing() {
        PasswordSession session = signedIn();
        nanos.addAndGet(Duration.ofMinutes(28).toNanos());
        assertThat(session.accessToken()).contains("access-1");
        assertThat(server.getRequestCount()).isEqualTo(1);

        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        answer(503, "");
        assertThat(session.accessToken()).contains("access-1");
        assertThat(session.accessToken()).contains("access-1");
        assertThat(server.getRequestCount()).as("tried again a minute later").isEqualTo(2);

        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        answer(200, tokens(2));
        assertThat(session.accessToken()).contains("access-2");
    }

    @Test
    void a_wrong_password_a_hasty_one_and_a_silent_server_are_told_apart() {
        PasswordSession session = session();
        answer(401, REFUSAL);
        assertThat(session.signIn("a@b.example", "wrong")).isEqualTo(new SignedIn.Refused());
        answer(429, REFUSAL);
        assertThat(session.signIn("a@b.example", "wrong")).isEqualTo(new SignedIn.Later());
        answer(503, "{}");
        assertThat(session.signIn("a@b.example", "right")).isEqualTo(new SignedIn.Unreachable());
        answer(200, "<html>Welcome to our hotel</html>");
        assertThat(session.signIn("a@b.example", "right")).isEqualTo(new SignedIn.Unreachable());
        answer(200, "{\"access_token\":\"a\"}");
        assertThat(session.signIn("a@b.example", "right")).isEqualTo(new SignedIn.Unreachable());
        assertThat(session.accessToken()).isEmpty();
        assertThat(kept.load()).isEmpty();
    }

    @Test
    void a_refused_refresh_signs_out_here_and_in_the_store() {
        PasswordSession session = signedIn();
        answer(401, REFUSAL);
        assertThat(session.renew("access-1")).isEqualTo(new Renewal.Denied());
        assertThat(session.accessToken()).isEmpty();
        assertThat(kept.load()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 401, 429, 500, 502, 503, 302})
    void what_a_proxy_says_signs_nobody_out(int status) {
        PasswordSession session = signedIn();
        answer(status, "<html>Sign in to the network</html>");
        assertThat(session.renew("access-1")).isInstanceOf(Renewal.Unreachable.class);
        assertThat(session.accessToken()).contains("access-1");
        assertThat(kept.access()).contains("access-1");
    }

    @Test
    void a_poll_during_an_unreachable_renewal_is_offline_and_not_signed_out() {
        HttpBackend backend = new HttpBackend(http, server.url("/"), signedIn(), InstantSource.system());
        answer(401, REFUSAL);
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", "7")
                .build());
        assertThat(backend.changes(Cursor.START, null))
                .isEqualTo(new Reply.Unavailable<>("the session could not be renewed", Duration.ofSeconds(7)));

        answer(401, REFUSAL);
        answer(401, REFUSAL);
        assertThat(backend.changes(Cursor.START, null)).isEqualTo(new Reply.SignedOut<>());
    }

    @Test
    void signing_out_removes_the_tokens_and_tells_the_server() throws Exception {
        PasswordSession session = signedIn();
        request();
        answer(204, "");

        session.signOut();

        assertThat(session.accessToken()).isEmpty();
        assertThat(kept.load()).isEmpty();
        RecordedRequest logout = request();
        assertThat(logout.getUrl().encodedPath()).endsWith("/auth/logout");
        assertThat(logout.getHeaders().get("Authorization")).isEqualTo("Bearer access-1");
        assertThat(Optional.ofNullable(logout.getBody()).orElseThrow().utf8()).contains("refresh-1");
    }

    @Test
    void signing_out_with_an_old_access_token_renews_it_for_that_and_keeps_nothing() throws Exception {
        PasswordSession session = signedIn();
        request();
        answer(401, REFUSAL);
        answer(200, tokens(2));
        answer(204, "");

        session.signOut();

        request();
        request();
        assertThat(request().getHeaders().get("Authorization")).isEqualTo("Bearer access-2");
        assertThat(kept.load()).isEmpty();
    }

    @Test
    void an_answer_that_comes_after_the_end_is_kept_nowhere() {
        PasswordSession session = signedIn();
        server.setDispatcher(new mockwebserver3.Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                session.end();
                return new MockResponse.Builder().body(tokens(2)).build();
            }
        });
        assertThat(session.renew("access-1")).isEqualTo(new Renewal.Denied());
        assertThat(kept.access()).contains("access-1");
        assertThat(session.accessToken()).isEmpty();
    }

    @Test
    void no_token_is_ever_said() {
        PasswordSession session = signedIn();
        assertThat(session + " " + new Renewal.Renewed("access-1") + " " + kept.tokens)
                .doesNotContain("access-1")
                .doesNotContain("refresh-1");
    }
}
