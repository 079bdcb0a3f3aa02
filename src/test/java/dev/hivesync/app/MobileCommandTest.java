package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.mobile.MobileClient;
import dev.hivesync.server.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.NullMarked;
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

    @RegisterExtension
    final CommandDesk desk = new CommandDesk(server);

    private final CountDownLatch ended = new CountDownLatch(1);
    private String token = "";

    @BeforeEach
    void token() throws Exception {
        token = server.login(desk.email()).accessToken();
        Files.writeString(directory.resolve("token"), token);
    }

    @Test
    void it_lists_previews_and_repository_events_and_nothing_else() throws Exception {
        desk.emit("ai_job_queued", Map.of("job_id", "j-1", "action", "document_function"));
        desk.emit("preview_ready", Map.of("preview_token", "ABC123", "platform", "ios"));
        try (MobileClient client = start(new MobileScreen(desk.out(), false, ZoneOffset.UTC))) {
            await().atMost(PATIENCE)
                    .until(() -> desk.text().contains("preview ready  ios preview of " + desk.project()));
            desk.emit("repo_sync_failed", Map.of("sync_id", "s-1", "commit", "afe127c", "error", "a conflict"));
            client.refresh();
            await().atMost(PATIENCE).until(() -> desk.text().contains("repo sync failed  afe127c: a conflict"));
        }
        assertThat(desk.text()).contains("up to date").doesNotContain("document_function", "ai job");
    }

    @Test
    void opening_a_row_marks_it_read_on_the_server() throws Exception {
        desk.emit("preview_ready", Map.of("preview_token", "ABC123", "platform", "ios"));
        desk.emit("preview_consumed", Map.of("preview_token", "ABC123", "platform", "ios"));
        MobileScreen screen = new MobileScreen(desk.out(), true, ZoneOffset.UTC);
        try (PipedOutputStream keys = new PipedOutputStream();
                InputStream in = new PipedInputStream(keys)) {
            MobileCommand command = command(in);
            try (MobileClient client = command.start(desk.http(), screen, ended)) {
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
        desk.emit("preview_ready", Map.of("preview_token", "ABC123", "platform", "ios"));
        try (MobileClient _ = start(new MobileScreen(desk.out(), false, ZoneOffset.UTC))) {
            await().atMost(PATIENCE).until(() -> desk.text().contains("preview ready"));
        }
        desk.forget();
        OkHttpClient offline = desk.http()
                .newBuilder()
                .addInterceptor(_ -> {
                    throw new IOException("no network");
                })
                .build();
        try (MobileClient _ = command(InputStream.nullInputStream())
                .start(offline, new MobileScreen(desk.out(), true, ZoneOffset.UTC), ended)) {
            await().atMost(PATIENCE).until(() -> last().contains("offline") && last().contains("preview ready"));
        }
    }

    private MobileClient start(MobileScreen screen) {
        return command(new ByteArrayInputStream(new byte[0])).start(desk.http(), screen, ended);
    }

    private MobileCommand command(InputStream in) {
        MobileCommand command = new MobileCommand(new Home(directory), Map.of(), in, desk.out());
        new CommandLine(command)
                .parseArgs(
                        "--server",
                        server.url(),
                        "--token-file",
                        directory.resolve("token").toString());
        return command;
    }

    private List<String> unread() {
        JsonNode page = server.get("/notifications?unread=true", token).body();
        return page.path("notifications")
                .valueStream()
                .map(row -> row.path("type").stringValue())
                .toList();
    }

    /// What is on the terminal.
    private String last() {
        return desk.text().substring(Math.max(0, desk.text().lastIndexOf("\u001b[3J")));
    }
}
