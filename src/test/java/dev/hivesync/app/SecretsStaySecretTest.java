package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.NewerDataException;
import dev.hivesync.keychain.Secrets;
import dev.hivesync.server.TestServer;
import dev.hivesync.sync.HttpBackend;
import dev.hivesync.sync.PasswordSession;
import dev.hivesync.sync.TokenStore;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Connection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.node.StringNode;

/// An app in a process of its own goes on with a stored session, renews it, loses it and ends: whatever it has
/// written anywhere, no token and no password is in it.
@NullMarked
@Timeout(180)
class SecretsStaySecretTest {

    private static final String EMAIL = "ada@example.com";
    private static final Duration STARTUP = Duration.ofSeconds(60);

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @TempDir
    private Path directory;

    private TokenStore store() {
        Home home = new Home(directory);
        return new Vault(Secrets.inFiles(home.signIns(), InstantSource.system()), home, HttpUrl.get(SERVER.url()))
                .lease();
    }

    private Connection connection() {
        try {
            return Inbox.peek(new Home(directory).inbox()).link().connection();
        } catch (IOException | SQLException | NewerDataException _) {
            return Connection.OFFLINE;
        }
    }

    private static Stream<String> secrets(Api.Tokens tokens) {
        String refresh = tokens.refreshToken();
        return Stream.of(
                tokens.accessToken(),
                tokens.accessToken().substring(tokens.accessToken().lastIndexOf('.') + 1),
                refresh,
                refresh.substring(refresh.indexOf('.') + 1));
    }

    private static String event(String user) {
        return SERVER.post(
                        "/notifications",
                        TestServer.SERVICE_KEY,
                        new Api.Ingest(
                                null,
                                user,
                                "system_health_issue",
                                Map.of("message", StringNode.valueOf("Something.")),
                                "key-1"))
                .body()
                .path("notification_id")
                .asString();
    }

    private int markRead(String id) {
        CommandLine commands = Main.commandLine(new Home(directory));
        commands.setOut(new PrintWriter(Writer.nullWriter()));
        return commands.execute("mark-read", id);
    }

    private List<String> everythingWritten() throws IOException {
        List<String> written = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                written.add(file + "\n" + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return written;
    }

    @Test
    void no_token_and_no_password_is_in_anything_the_app_writes() throws Exception {
        String user = SERVER.user(EMAIL);
        String id = event(user);
        new Home(directory).create();
        PasswordSession first = new PasswordSession(
                HttpBackend.client(), HttpUrl.get(SERVER.url()), store(), InstantSource.system(), System::nanoTime);
        var _ = first.signIn(EMAIL, TestServer.PASSWORD);
        Api.Tokens old = store().load().orElseThrow();
        SERVER.clock().advance(Duration.ofMinutes(31));

        List<String> written = new ArrayList<>();
        Api.Tokens renewed;
        try (Program app = Program.start(directory, Map.of("HIVESYNC_SERVER", SERVER.url()), "--headless")) {
            await().atMost(STARTUP).until(() -> !app.running() || connection() == Connection.LIVE);
            assertThat(app.running()).as("%s %s", app.out(), app.err()).isTrue();
            renewed = store().load().orElseThrow();
            assertThat(renewed.refreshToken()).isNotEqualTo(old.refreshToken());
            written.addAll(everythingWritten());

            assertThat(SERVER.post("/auth/logout", SERVER.login(EMAIL).accessToken(), "")
                            .status())
                    .isEqualTo(204);
            SERVER.clock().advance(Duration.ofMinutes(31));
            assertThat(markRead(id)).as("sent at once, and refused").isZero();
            await().atMost(STARTUP)
                    .until(() -> app.out().stream().anyMatch(line -> line.contains("session has ended")));
            assertThat(connection()).isEqualTo(Connection.SIGNED_OUT);
            Program.Ended ended = app.terminate();
            written.addAll(ended.out());
            written.addAll(ended.err());
        }
        assertThat(store().load()).isEqualTo(Optional.empty());
        written.addAll(everythingWritten());

        assertThat(written).anyMatch(text -> text.contains("hivesync.log"));
        Stream.concat(Stream.concat(secrets(old), secrets(renewed)), Stream.of(TestServer.PASSWORD))
                .forEach(secret -> assertThat(written).noneMatch(text -> text.contains(secret)));
        assertThat(written).as("what is looked for is found").anyMatch(text -> text.contains("HiveSync runs"));
    }
}
