package dev.hivesync.inbox;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A program that is killed while it upgrades an inbox leaves the old version whole, and the next start upgrades it.
class KilledUpgradeTest {

    private static final int ROWS = 2_000;

    @TempDir
    private Path home;

    private Path old;

    @BeforeEach
    void version1() throws Exception {
        old = home.resolve("old.db");
        try (Connection connection = InboxStore.connect(old)) {
            connection.setAutoCommit(false);
            Schema.STEPS.getFirst().apply(connection);
            try (PreparedStatement entry = connection.prepareStatement("INSERT INTO entry VALUES (?, ?, ?, ?)");
                    Statement statement = connection.createStatement()) {
                for (int i = 1; i <= ROWS; i++) {
                    entry.setString(1, "n" + i);
                    entry.setString(2, Json.MAPPER.writeValueAsString(unread("n" + i, i)));
                    entry.setString(3, NOW.toString());
                    entry.setString(4, i == 7 ? "READ" : null);
                    entry.addBatch();
                }
                entry.executeBatch();
                statement.execute("INSERT INTO outbox VALUES (1, 'n7', 'READ', '" + NOW + "')");
                statement.execute("INSERT INTO position VALUES ('cursor', 'c" + ROWS + "')");
                statement.execute("PRAGMA user_version = 1");
            }
            connection.commit();
        }
    }

    @Test
    @Timeout(120)
    void a_kill_at_three_places_costs_nothing() throws Exception {
        kills(3);
    }

    @Test
    @Tag("faults")
    @Timeout(300)
    void a_kill_at_forty_places_costs_nothing() throws Exception {
        kills(40);
    }

    private void kills(int places) throws Exception {
        long beats = Long.parseLong(upgrade(copy("whole"), 0).strip());
        assertThat(beats).isGreaterThan(places);
        for (int i = 0; i < places; i++) {
            Path file = copy("killed-" + i);
            assertThat(upgrade(file, 1 + beats * i / places))
                    .as("killed at place %d", i)
                    .isEmpty();

            InboxState seen = Inbox.peek(file);
            try (Inbox inbox = Inbox.open(file, InstantSource.fixed(NOW))) {
                InboxState state = inbox.state();
                assertThat(state.entries()).as("killed at place %d", i).hasSize(ROWS);
                assertThat(state.outbox())
                        .extracting(OutboxItem::notificationId)
                        .containsExactly("n7");
                assertThat(state.unread()).isEqualTo(ROWS - 1);
                assertThat(state.cursor()).extracting(cursor -> cursor.value()).isEqualTo("c" + ROWS);
                assertThat(state.disk()).isEqualTo(Disk.FINE);
                assertThat(seen.entries().equals(state.entries())).isTrue();
            }
        }
    }

    private Path copy(String name) throws Exception {
        return Files.copy(old, home.resolve(name + ".db"));
    }

    private static String upgrade(Path file, long last) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledUpgrade.class.getName(),
                file.toString()));
        if (last > 0) {
            command.add(Long.toString(last));
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = process.inputReader()) {
            return String.join("\n", out.lines().toList());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
