package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.mobile.MobileClient;
import dev.hivesync.server.TestServer;
import dev.hivesync.sync.HttpBackend;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/// The phone against the real backend.
@NullMarked
class MobileCommandTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final TestServer server = new TestServer();

    @TempDir
    private Path directory;

    private final OkHttpClient http = HttpBackend.client();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final CountDownLatch ended = new CountDownLatch(1);
    private String token = "";
    private String project = "";

    @BeforeEach
    void user() throws Exception {
        String email = UUID.randomUUID() + "@example.org";
        var _ = server.user(email);
        project = "proj-" + UUID.randomUUID();
        server.project(project, email);
        token = server.login(email).accessToken();
        Files.writeString(directory.resolve("token"), token);
    }

    @AfterEach
    void stop() {
        http.dispatcher().executorService().shutdown();
    }

    @Test
    void it_lists_previews_and_repository_events_and_nothing_else() throws Exception {
        emit("ai_job_queued", Map.of("job_id", "j-1", "action", "document_function"));
        emit("preview_ready", Map.of("preview_token", "ABC123", "platform", "ios"));
        try (MobileClient client = start(new MobileScreen(out, false, ZoneOffset.UTC))) {
            await().atMost(PATIENCE).until(() -> text().contains("preview ready  ios preview of " + project));
            emit("repo_sync_failed", Map.of("sync_id", "s-1", "commit", "afe127c", "error", "a conflict"));
            client.refresh();
            await().atMost(PATIENCE).until(() -> text().contains("repo sync failed  afe127c: a conflict"));
        }
        assertThat(text()).contains("up to date").doesNotContain("document_function", "ai job");
    }

    @Test
    void opening_a_row_marks_it_read_on_the_server() throws Exception {
        emit("preview_ready", Map.of("preview_token", "ABC123", "platform", "ios"));
        emit("preview_consumed", Map.of("preview_token", "ABC123", "platform", "ios"));
        MobileScreen screen = new MobileScreen(out, true, ZoneOffset.UTC);
        try (PipedOutputStream keys = new PipedOutputStream();
                InputStream in = new PipedInputStream(keys)) {
            MobileCommand command = command(in);
            try (MobileClient client = command.start(http, screen, ended)) {
                Thread.ofVirtual().start(() -> command.keys(client, screen, ended));
                await().atMost(PATIENCE).until(() -> last().contains("2 unread"));
                keys.write("2\n".getBytes(StandardCharsets.UTF_8));
                keys.flush();
                await().atMost(PATIENCE).until(() -> last().contains("1 unread"));
                await().atMost(PATIENCE).until(() -> unread().equals(List.of("preview_consumed")));
                keys.write("b\nq\n".getBytes(StandardCharsets.UTF_8));
                keys.flush();
                await().atMost(PATIENCE).until(() -> last().contains("in the background") && ended.getCount() == 0);
            }
        }
    }

    @Test
    void what_was_seen_is_there_again_without_a_network() throws Exception {
        emit("preview_ready", Map.of("preview_token", "ABC123", "platform", "ios"));
        try (MobileClient _ = start(new MobileScreen(out, false, ZoneOffset.UTC))) {
            await().atMost(PATIENCE).until(() -> text().contains("preview ready"));
        }
        bytes.reset();
        OkHttpClient offline = http.newBuilder()
                .addInterceptor(_ -> {
                    throw new IOException("no network");
                })
                .build();
        try (MobileClient _ = command(InputStream.nullInputStream())
                .start(offline, new MobileScreen(out, true, ZoneOffset.UTC), ended)) {
            await().atMost(PATIENCE).until(() -> last().contains("offline") && last().contains("preview ready"));
        }
    }

    private MobileClient start(MobileScreen screen) {
        return command(new ByteArrayInputStream(new byte[0])).start(http, screen, ended);
    }

    private MobileCommand command(InputStream in) {
        MobileCommand command = new MobileCommand(new Home(directory), Map.of(), in, out);
        new CommandLine(command)
                .parseArgs(
                        "--server",
                        server.url(),
                        "--token-file",
                        directory.resolve("token").toString());
        return command;
    }

    private void emit(String type, Map<String, String> payload) {
        assertThat(server.post(
                                "/notifications",
                                TestServer.SERVICE_KEY,
                                Map.of("project_id", project, "type", type, "payload", payload))
                        .status())
                .isEqualTo(201);
    }

    private List<String> unread() {
        JsonNode page = server.get("/notifications?unread=true", token).body();
        return page.path("notifications")
                .valueStream()
                .map(row -> row.path("type").stringValue())
                .toList();
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// What is on the terminal.
    private String last() {
        return text().substring(Math.max(0, text().lastIndexOf("\u001b[3J")));
    }
}
