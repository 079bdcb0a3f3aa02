package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.bridge.Desk;
import dev.hivesync.plugin.PluginClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WatchCommandTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
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

    private PluginClient watch(String... options) {
        WatchCommand command = new WatchCommand(
                new Home(directory),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        new CommandLine(command).parseArgs(options);
        return command.start(new OkHttpClient(), new CountDownLatch(1));
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
