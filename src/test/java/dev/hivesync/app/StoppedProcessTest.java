package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.inbox.Rows;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A real client that is stopped for longer than its poll interval, as a debugger or a hibernating container does it:
/// both clocks jump, and it asks once.
@NullMarked
@Tag("faults")
@Timeout(240)
@DisabledOnOs(OS.WINDOWS)
class StoppedProcessTest {

    private static final int STOPPED_SECONDS = 60;
    private static final int WATCHED_SECONDS = 25;

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @TempDir
    private Path home;

    private final List<Long> polls = new CopyOnWriteArrayList<>();

    @Test
    void a_stopped_process_asks_once_when_it_goes_on() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String target = request.getTarget();
                if (target.startsWith("/api/v1/notifications?")) {
                    polls.add(System.nanoTime());
                    return new MockResponse.Builder()
                            .body(Json.MAPPER.writeValueAsString(Rows.page("c1", false)))
                            .build();
                }
                // No live channel here: when it stands again it rightly asks for one more poll.
                return new MockResponse.Builder()
                        .code(target.endsWith("/projects") ? 200 : 404)
                        .body("[]")
                        .build();
            }
        });
        Path token = home.resolve("token");
        Files.writeString(token, "an-access-token");
        String[] arguments = {"--headless", "--server", server.url("/").toString(), "--token-file", token.toString()};
        try (Program client = Program.start(home.resolve("home"), Map.of(), arguments)) {
            await("the first poll").atMost(Duration.ofSeconds(60)).until(() -> polls.size() == 1);

            signal(client, "STOP");
            pass(STOPPED_SECONDS);
            assertThat(polls).as("it stands still").hasSize(1);
            signal(client, "CONT");

            await("the poll that catches up").atMost(Duration.ofSeconds(15)).until(() -> polls.size() >= 2);
            pass(WATCHED_SECONDS);
            assertThat(polls).as("no burst").hasSize(2);
            await("the schedule goes on").atMost(Duration.ofSeconds(40)).until(() -> polls.size() == 3);
            assertThat(client.terminate().err()).isEmpty();
        }
    }

    private static void pass(int seconds) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(seconds, TimeUnit.SECONDS)).isFalse();
    }

    private static void signal(Program program, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(program.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
