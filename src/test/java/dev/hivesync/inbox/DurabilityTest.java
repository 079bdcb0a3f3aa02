package dev.hivesync.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Durable means: survives the loss of power. A kill proves nothing about that, the system calls do.
@Timeout(120)
class DurabilityTest {

    private static final Pattern SYNC = Pattern.compile("(fsync|fdatasync)\\(\\d+<([^>]*)>");

    @TempDir
    private Path home;

    @Test
    void every_transaction_is_synced_and_the_log_is_a_write_ahead_log() throws Exception {
        try (InboxStore store = InboxStore.open(home.resolve("inbox.db"))) {
            assertThat(store.pragma("journal_mode")).isEqualTo("wal");
            assertThat(store.pragma("synchronous")).as("2 is FULL").isEqualTo("2");
            assertThat(store.pragma("secure_delete")).isEqualTo("1");
        }
    }

    @Test
    @Tag("faults")
    void each_acknowledged_fact_costs_a_sync_of_the_log() throws Exception {
        assumeTrue(traceable(), "strace is not there or may not trace");
        Path trace = home.resolve("trace");
        Path file = home.resolve("inbox.db");
        Process writer = new ProcessBuilder(
                        "strace",
                        "-f",
                        "-y",
                        "-e",
                        "trace=fsync,fdatasync,write",
                        "-e",
                        "signal=none",
                        "-o",
                        trace.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        file.toString(),
                        "7")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = writer.inputReader()) {
            int said = 0;
            while (said < 60) {
                String line = out.readLine();
                assertThat(line).isNotNull();
                said += line.startsWith("ARRIVED") ? 0 : 1;
            }
        } finally {
            writer.descendants().forEach(ProcessHandle::destroyForcibly);
            writer.destroyForcibly();
            assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        acknowledgedOnlyAfterASync(Files.readAllLines(trace));
    }

    private static void acknowledgedOnlyAfterASync(List<String> calls) {
        int syncs = 0;
        int acknowledged = 0;
        boolean directory = false;
        for (String call : calls) {
            var sync = SYNC.matcher(call);
            if (sync.find()) {
                syncs += sync.group(2).endsWith("inbox.db-wal") ? 1 : 0;
                directory |=
                        !sync.group(2).contains("inbox.db") && !sync.group(2).endsWith(".tmp");
            } else if (call.matches(".*write\\(1<.*\"(PAGE|LIVE|READ|SENT) .*")) {
                acknowledged++;
                assertThat(syncs)
                        .as("syncs of the log before acknowledgement %d", acknowledged)
                        .isGreaterThanOrEqualTo(acknowledged);
            }
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(50);
        assertThat(directory)
                .as("the directory that holds the new file was synced")
                .isTrue();
    }

    private static boolean traceable() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-o", "/dev/null", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
