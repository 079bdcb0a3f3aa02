package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.bridge.Desk;
import dev.hivesync.plugin.PluginClient;
import dev.hivesync.plugin.PluginNews;
import dev.hivesync.wire.BridgeFrame.OpenReview;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WatchCommandTest {

    private static final String CLEAR = "\r\u001b[K";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean terminal;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void each_event_is_one_line_of_json() throws Exception {
        try (Desk desk = new Desk(directory);
                PluginClient _ = watch("--json")) {
            await().until(() -> lines().size() == 1);
            desk.complete("n-1");
            desk.read("n-1");
            await().until(() -> lines().size() == 3);
            assertThat(lines())
                    .containsExactly(
                            "{\"type\":\"connection\",\"payload\":{\"state\":\"connected\"}}",
                            "{\"type\":\"ai_job_complete\",\"seq\":1,\"payload\":{\"job_id\":\"job-n-1\","
                                    + "\"project_id\":\"proj-1\",\"action\":\"document_function\","
                                    + "\"notification_id\":\"n-1\"},\"source\":\"bridge\"}",
                            "{\"type\":\"read\",\"seq\":2,\"payload\":{\"notification_ids\":[\"n-1\"]},"
                                    + "\"source\":\"bridge\"}");
        }
    }

    @Test
    void without_a_desktop_it_says_so_once_and_waits() throws Exception {
        try (PluginClient _ = watch()) {
            await().until(() -> lines().equals(List.of("HiveSync Desktop is not running.")));
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .isEqualToIgnoringNewLines("HiveSync Desktop is not running; waiting for it.");
        }
    }

    @Test
    void on_a_terminal_the_badge_stays_below_the_events() throws Exception {
        terminal = true;
        try (Desk desk = new Desk(directory);
                PluginClient _ = watch()) {
            await().until(() -> text().contains("Connected to HiveSync Desktop."));
            desk.complete("n-1");
            await().until(() -> text().contains(CLEAR
                    + "\u001b[32mai_job_complete: document_function in proj-1 (job-n-1)\u001b[0m"
                    + System.lineSeparator()
                    + "\u001b[?7l"));
            await().until(() -> text().endsWith(CLEAR + "\u001b[?7l\u001b[2m  HiveSync 3\u001b[0m\u001b[?7h"));
        }
    }

    @Test
    void what_a_server_says_does_not_steer_the_terminal() {
        WatchScreen screen = new WatchScreen(
                new PrintStream(out, true, StandardCharsets.UTF_8), true, Map.of("TERM", "xterm", "NO_COLOR", "1"));
        screen.line(new PluginNews.Wanted(new OpenReview("\u001b]0;owned\u0007", "proj-1", "\u202edocument", "n-1")));
        assertThat(text()).isEqualTo(CLEAR + "open_review:  document in proj-1 ( ]0;owned )" + System.lineSeparator());
    }

    @Test
    void a_project_that_is_open_here_gets_its_reviews() throws Exception {
        try (Desk desk = new Desk(directory);
                PluginClient _ = watch("--json", "--project", "proj-1")) {
            await().until(() -> desk.bridge
                    .open(new OpenReview("job-1", "proj-1", "document_function", "n-1"))
                    .isPresent());
            await().until(() -> lines().getLast().contains("\"open_review\""));
        }
    }

    private PluginClient watch(String... options) {
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        WatchCommand command = new WatchCommand(
                new Home(directory), Map.of(), printed, new PrintStream(err, true, StandardCharsets.UTF_8));
        new CommandLine(command).parseArgs(options);
        return command.start(
                new OkHttpClient(), new WatchScreen(printed, terminal, Map.of("TERM", "xterm")), new CountDownLatch(1));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
