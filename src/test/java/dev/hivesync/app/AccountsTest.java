package dev.hivesync.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.bridge.BridgeConfig;
import dev.hivesync.desktop.settings.SignInProblem;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.keychain.Secrets;
import dev.hivesync.server.TestServer;
import dev.hivesync.sync.HttpBackend;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Connection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.node.StringNode;

/// Two people on one machine, with a real server: nothing of one ever reaches the other, and nothing is lost.
@NullMarked
@Timeout(120)
class AccountsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @TempDir
    private Path directory;

    private final String ada = "ada-" + UUID.randomUUID() + "@example.com";
    private final String bob = "bob-" + UUID.randomUUID() + "@example.com";
    private final Map<String, String> ids = Map.of(ada, SERVER.user(ada), bob, SERVER.user(bob));
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final List<Optional<String>> named = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> cut = _ -> false;
    private volatile Gate gate = new Gate(_ -> false);
    private @Nullable Client client;
    private @Nullable Connector connector;

    private record Sent(String path, String token, String body) {}

    /// Holds the answers to some requests back until it is opened.
    private record Gate(Predicate<String> held, CountDownLatch reached, Semaphore opened, CountDownLatch passed) {
        Gate(Predicate<String> held) {
            this(held, new CountDownLatch(1), new Semaphore(0), new CountDownLatch(1));
        }
    }

    /// The network: remembers what goes out, cuts and delays what the test wants.
    private Response pass(Interceptor.Chain chain) throws IOException {
        Request request = chain.request();
        String path = request.url().encodedPath();
        Buffer body = new Buffer();
        if (request.body() != null) {
            request.body().writeTo(body);
        }
        sent.add(new Sent(
                path, Optional.ofNullable(request.header("Authorization")).orElse(""), body.readUtf8()));
        if (cut.test(path)) {
            throw new IOException("cut");
        }
        Response response = chain.proceed(request);
        Gate present = gate;
        if (present.held().test(path)) {
            present.reached().countDown();
            present.opened().acquireUninterruptibly();
            // The thread that waits for this answer has been told to end, and is late.
            var _ = Thread.interrupted();
            present.passed().countDown();
        }
        return response;
    }

    /// The app starts, as it does after a restart.
    private void start() throws Exception {
        Http http = new Http(() ->
                HttpBackend.client().newBuilder().addInterceptor(this::pass).build());
        Home home = new Home(directory).create();
        InstantSource clock = InstantSource.system();
        Client started = new Client(
                Inbox.open(home.inbox(), clock),
                new BridgeConfig(home.bridge(), 0, "test"),
                Preferences.inMemory(Settings.DEFAULT),
                http,
                clock,
                _ -> false);
        client = started;
        Connector connecting = new Connector(
                home, started, http, Secrets.inFiles(home.signIns(), clock), clock, new Connector.Watcher() {
                    @Override
                    public void lost(CommandFailure why) {}

                    @Override
                    public void signedIn(Optional<String> email) {
                        named.add(email);
                    }
                });
        connector = connecting;
        connecting.connect(new Target.Remote(HttpUrl.get(SERVER.url()), null));
    }

    @AfterEach
    void stop() {
        gate.opened().release(100);
        if (client != null) {
            client.close();
        }
    }

    private Client app() {
        return requireNonNull(client);
    }

    private Optional<SignInProblem> signIn(String email) throws Exception {
        return requireNonNull(connector)
                .signIn(email, TestServer.PASSWORD)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    /// Something happens to a user; the notification's id.
    private String event(String email) {
        TestServer.Reply reply = SERVER.post(
                "/notifications",
                TestServer.SERVICE_KEY,
                new Api.Ingest(
                        null,
                        ids.get(email),
                        "system_health_issue",
                        Map.of("message", StringNode.valueOf("For one of them.")),
                        UUID.randomUUID().toString()));
        assertThat(reply.status()).isEqualTo(201);
        return reply.body().path("notification_id").asString();
    }

    private Set<String> rows() {
        return app().inbox().state().entries().keySet();
    }

    private Connection connection() {
        return app().inbox().state().link().connection();
    }

    private void sees(String... expected) {
        await().atMost(SOON).until(() -> rows().equals(Set.of(expected)));
    }

    private boolean readOnServer(String email, String id) {
        TestServer.Reply all =
                SERVER.get("/notifications?since=", SERVER.login(email).accessToken());
        return all.body()
                .path("notifications")
                .valueStream()
                .anyMatch(row -> row.path("notification_id").asString().equals(id)
                        && row.path("read_at").isString());
    }

    private List<Sent> marks() {
        return sent.stream()
                .filter(request -> request.path().endsWith("/mark_read"))
                .toList();
    }

    private List<String> tokens(String email) {
        return sent.stream()
                .map(Sent::token)
                .filter(token -> token.contains("."))
                .distinct()
                .filter(token -> SERVER.get("/auth/me", token.substring("Bearer ".length()))
                        .body()
                        .path("email")
                        .asString("")
                        .equals(email))
                .toList();
    }

    @Test
    void what_one_has_not_sent_yet_waits_for_him_and_goes_out_with_his_token_alone() throws Exception {
        String adas = event(ada);
        String bobs = event(bob);
        start();
        assertThat(signIn(ada)).isEmpty();
        sees(adas);
        cut = path -> path.endsWith("/mark_read");
        app().intend(new Fact.Read(Set.of(adas)));
        await().atMost(SOON).until(() -> !marks().isEmpty());

        assertThat(signIn(bob)).isEmpty();
        sees(bobs);
        assertThat(app().inbox().state().outbox()).isEmpty();
        cut = _ -> false;
        int before = marks().size();
        app().intend(new Fact.Read(Set.of(bobs)));
        await().atMost(SOON).until(() -> readOnServer(bob, bobs));
        assertThat(marks().subList(before, marks().size())).allSatisfy(mark -> {
            assertThat(mark.body()).contains(bobs).doesNotContain(adas);
            assertThat(tokens(bob)).contains(mark.token());
        });
        assertThat(readOnServer(ada, adas)).isFalse();

        int later = marks().size();
        assertThat(signIn(ada)).isEmpty();
        await().atMost(SOON).until(() -> readOnServer(ada, adas));
        sees(adas);
        assertThat(marks().subList(later, marks().size())).isNotEmpty().allSatisfy(mark -> {
            assertThat(mark.body()).contains(adas).doesNotContain(bobs);
            assertThat(tokens(ada)).contains(mark.token());
        });
        assertThat(named).containsExactly(Optional.of(ada), Optional.of(bob), Optional.of(ada));
    }

    @Test
    void an_answer_that_is_on_its_way_when_another_signs_in_reaches_nobody() throws Exception {
        String adas = event(ada);
        String bobs = event(bob);
        start();
        gate = new Gate(path -> path.endsWith("/notifications"));
        Gate held = gate;
        assertThat(signIn(ada)).isEmpty();
        assertThat(held.reached().await(30, TimeUnit.SECONDS)).isTrue();
        gate = new Gate(_ -> false);

        assertThat(signIn(bob)).isEmpty();
        held.opened().release();
        assertThat(held.passed().await(30, TimeUnit.SECONDS)).isTrue();
        sees(bobs);
        app().refresh();
        String second = event(bob);
        sees(bobs, second);
        assertThat(rows()).doesNotContain(adas);
    }

    @Test
    void a_restart_goes_on_without_a_password_and_signing_out_ends_that() throws Exception {
        String first = event(ada);
        start();
        await().atMost(SOON).until(() -> connection() == Connection.SIGNED_OUT);
        assertThat(signIn(ada)).isEmpty();
        sees(first);
        stop();

        String second = event(ada);
        named.clear();
        CommandLine commands = Main.commandLine(new Home(directory));
        commands.setOut(new PrintWriter(Writer.nullWriter()));
        assertThat(commands.execute("mark-read", first)).isZero();
        assertThat(readOnServer(ada, first)).isFalse();
        start();
        sees(first, second);
        await().atMost(SOON).until(() -> readOnServer(ada, first));
        assertThat(named).containsExactly(Optional.of(ada));
        await().atMost(SOON).until(() -> connection() == Connection.LIVE);

        sent.clear();
        requireNonNull(connector).signOut();
        await().atMost(SOON)
                .until(() -> connection() == Connection.SIGNED_OUT
                        && sent.stream().anyMatch(request -> request.path().endsWith("/auth/logout")));
        await().atMost(SOON).until(() -> named.getLast().isEmpty());
        assertThat(rows()).as("kept").containsExactlyInAnyOrder(first, second);
        stop();

        start();
        await().atMost(SOON).until(() -> connection() == Connection.SIGNED_OUT);
        assertThat(rows()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void a_session_that_the_server_ends_keeps_rows_and_wishes_and_goes_on_after_signing_in() throws Exception {
        String first = event(ada);
        start();
        assertThat(signIn(ada)).isEmpty();
        sees(first);

        // Another device signs out everywhere, and the access token of this one ends.
        assertThat(SERVER.post("/auth/logout", SERVER.login(ada).accessToken(), "")
                        .status())
                .isEqualTo(204);
        SERVER.clock().advance(Duration.ofMinutes(31));
        app().refresh();
        await().atMost(SOON).until(() -> connection() == Connection.SIGNED_OUT);
        app().intend(new Fact.Read(Set.of(first)));
        await().atMost(SOON).until(() -> app().inbox().state().outbox().size() == 1);
        assertThat(rows()).containsExactly(first);
        String second = event(ada);

        assertThat(signIn(ada)).isEmpty();
        sees(first, second);
        await().atMost(SOON).until(() -> readOnServer(ada, first));
        await().atMost(SOON).until(() -> app().inbox().state().outbox().isEmpty());
    }

    @Test
    void an_access_token_that_ends_is_renewed_by_polls_live_channel_and_actions_together_once() throws Exception {
        String first = event(ada);
        start();
        assertThat(signIn(ada)).isEmpty();
        sees(first);
        await().atMost(SOON).until(() -> connection() == Connection.LIVE);
        sent.clear();

        SERVER.clock().advance(Duration.ofMinutes(31));
        app().intend(new Fact.Read(Set.of(first)));
        app().refresh();
        await().atMost(SOON).until(() -> readOnServer(ada, first));
        String second = event(ada);
        sees(first, second);
        await().atMost(SOON).until(() -> connection() == Connection.LIVE);
        assertThat(sent.stream().filter(request -> request.path().endsWith("/auth/refresh")))
                .hasSize(1);
    }

    @Test
    void a_wrong_password_leaves_everything_as_it_was() throws Exception {
        start();
        assertThat(requireNonNull(connector)
                        .signIn(ada, "wrong")
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS))
                .contains(SignInProblem.WRONG);
        // The answer may come before the inbox has heard that nobody is signed in.
        await().atMost(SOON).until(() -> connection() == Connection.SIGNED_OUT);
        assertThat(named).isEmpty();
    }
}
