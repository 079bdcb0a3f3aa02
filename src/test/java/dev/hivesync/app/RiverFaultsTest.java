package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.hivesync.server.TestServer;
import dev.hivesync.server.api.Limits;
import dev.hivesync.wire.Connection;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// As [RiverTest], for longer.
@NullMarked
@Tag("faults")
@Timeout(300)
class RiverFaultsTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer(new Limits(0, 0, 0, 0, 0, 0, 0, false));

    /// Threads of pools that end by themselves a minute after their last work.
    private static final int SLACK = 12;

    @TempDir
    private Path directory;

    @Test
    void a_half_open_connection_is_noticed_and_nothing_is_missed() throws Exception {
        String me = "halfopen@river.example";
        try (River river = River.start(SERVER, directory, me)) {
            river.eventually("live", () -> river.connection() == Connection.LIVE);
            river.proxy().swallow();
            String unheard = river.emit(me, "ai_job_completed");
            river.refresh();
            river.eventually("noticed", () -> river.connection() == Connection.OFFLINE);
            assertThat(river.held()).doesNotContainKey(unheard);

            river.proxy().heal();
            river.settle();
            river.eventually("live again", () -> {
                river.refresh();
                return river.connection() == Connection.LIVE;
            });
        }
    }

    @Test
    void a_hundred_flaps_leave_no_thread_and_no_descriptor_behind() throws Exception {
        RiverTest.flap(SERVER, directory.resolve("warm"), "warm@river.example", 3, 5);
        int threads = threads();
        long descriptors = descriptors();

        RiverTest.flap(SERVER, directory.resolve("flap"), "flaps@river.example", 100, 400);

        await("threads are back at the baseline")
                .atMost(Duration.ofSeconds(90))
                .until(() -> threads() <= threads + SLACK);
        await("descriptors are back at the baseline")
                .atMost(Duration.ofSeconds(90))
                .until(() -> descriptors() <= descriptors + SLACK);
    }

    @Test
    void a_byte_a_second_is_given_up_and_then_made_up_for() throws Exception {
        String me = "trickle@river.example";
        try (River river = River.start(SERVER, directory, me)) {
            river.settle();
            river.proxy().trickle();
            String slow = river.emit(me, "ai_job_completed");
            river.refresh();
            river.eventually(
                    "given up",
                    () -> river.connection() == Connection.OFFLINE || river.connection() == Connection.POLLING);
            river.proxy().heal();
            river.settle();
            assertThat(river.held()).containsKey(slow);
        }
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long descriptors() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0;
    }
}
