package dev.hivesync.inbox;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.page;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hivesync.inbox.Step.Change;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens to a file before and while it is open.
@Timeout(60)
class OpeningTest {

    @TempDir
    private Path home;

    private Path file() {
        return home.resolve("inbox.db");
    }

    private Inbox open() throws Exception {
        return Inbox.open(file(), InstantSource.fixed(NOW));
    }

    private static void fill(Inbox inbox) {
        var _ = inbox.signIn(KilledInbox.ACCOUNT, "u-1").join();
        var _ = inbox.submit(new Fact.Fetched(
                        inbox.state().place(), page("c1", false, unread("a", 1), unread("b", 2)), null))
                .join();
        var _ = inbox.submit(new Fact.Read(Set.of("a"))).join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "50%20", "a#b", "ü", "a;b", "why?", "a?mode=memory&cache=shared"})
    void a_directory_of_any_name_will_do(String name) throws Exception {
        Path directory;
        try {
            directory = Files.createDirectory(home.resolve(name));
        } catch (InvalidPathException | FileSystemException _) {
            Assumptions.abort("no directory of this system can be called so");
            return;
        }
        Path file = directory.resolve("inbox.db");
        try (Inbox inbox = Inbox.open(file, InstantSource.fixed(NOW))) {
            fill(inbox);
            assertThat(Inbox.peek(file).entries()).hasSize(2);
        }
        try (Inbox inbox = Inbox.open(file, InstantSource.fixed(NOW))) {
            assertThat(inbox.state().entries()).hasSize(2);
        }
        assertThat(directory).isDirectoryContaining(each -> each.equals(file));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        try (Stream<Path> all = Files.list(home)) {
            for (Path file : all.toList()) {
                bytes.put(
                        file.getFileName().toString(), java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return bytes;
    }

    /// As a newer program leaves its files when it is killed: the version stands in the log alone.
    private void newerAndKilled() throws Exception {
        open().close();
        Path live = home.resolve("newer.db");
        Files.move(file(), live);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + live);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
            for (String part : KilledInbox.PARTS) {
                Files.copy(Path.of(live + part), Path.of(file() + part));
            }
        }
        Files.delete(live);
    }

    @Test
    void a_newer_version_that_stands_in_the_log_alone_is_refused_and_no_byte_is_touched() throws Exception {
        newerAndKilled();
        Map<String, String> before = files();

        assertThatThrownBy(this::open).isInstanceOf(NewerDataException.class).hasMessageContaining("version 99");
        assertThatThrownBy(() -> Inbox.peek(file())).isInstanceOf(NewerDataException.class);

        assertThat(files()).isEqualTo(before);
        assertThat(before).containsKey("inbox.db-wal");
    }

    @Test
    void another_accounts_inbox_of_a_newer_version_stops_the_sign_in_and_nothing_else() throws Exception {
        Path aside = new AccountFiles(file()).aside("https://one u-2");
        newerAndKilled();
        for (String part : KilledInbox.PARTS) {
            Files.move(Path.of(file() + part), Path.of(aside + part));
        }
        try (Inbox inbox = open()) {
            fill(inbox);
            byte[] before = Files.readAllBytes(aside);

            assertThat(inbox.signIn("https://one u-2", "u-2"))
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withCauseInstanceOf(NewerDataException.class);

            assertThat(Files.readAllBytes(aside)).isEqualTo(before);
            assertThat(inbox.submit(new Fact.Read(Set.of("b"))).join().unread()).isZero();
        }
    }

    @Test
    void another_accounts_damaged_inbox_is_made_anew_when_they_sign_in() throws Exception {
        try (Inbox inbox = open()) {
            fill(inbox);
            var _ = inbox.signIn("https://one u-2", "u-2").join();
            Path aside = new AccountFiles(file()).aside(KilledInbox.ACCOUNT);
            byte[] bytes = Files.readAllBytes(aside);
            java.util.Arrays.fill(bytes, 0, 4_096, (byte) 7);
            Files.write(aside, bytes);

            InboxState back = inbox.signIn(KilledInbox.ACCOUNT, "u-1").join();

            assertThat(back.outbox()).extracting(OutboxItem::notificationId).containsExactly("a");
            assertThat(back.disk().rebuilt()).isNotNull();
        }
    }

    @Test
    void whose_inbox_it_was_is_told_by_its_rows_where_nothing_else_tells() throws Exception {
        try (Inbox inbox = open()) {
            fill(inbox);
        }
        execute("DELETE FROM position", "DROP TABLE gone");

        try (Inbox inbox = open()) {
            assertThat(inbox.signIn("https://one u-2", "u-2").join().entries()).isEmpty();
            InboxState mine = inbox.signIn(Salvage.owner("u-1"), "u-1").join();
            assertThat(mine.entries()).containsOnlyKeys("a", "b");
        }
        execute("DELETE FROM position", "DROP TABLE gone");
        try (Inbox inbox = open()) {
            assertThat(inbox.signIn(KilledInbox.ACCOUNT, "u-1").join().entries())
                    .containsOnlyKeys("a", "b");
        }
    }

    private void execute(String... sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }

    @Test
    void damage_found_while_running_costs_nothing() throws Exception {
        List<Step> steps = new CopyOnWriteArrayList<>();
        try (Inbox inbox = open()) {
            fill(inbox);
            inbox.observe(steps::add);
            execute("DROP TABLE outbox", "DROP TABLE entry");

            InboxState state = inbox.submit(
                            new Fact.Fetched(inbox.state().place(), page("c2", false, unread("c", 3)), null))
                    .join();

            assertThat(state.entries()).containsOnlyKeys("a", "b", "c");
            assertThat(state.outbox()).extracting(OutboxItem::notificationId).containsExactly("a");
            assertThat(state.disk()).isEqualTo(new Disk(false, new Disk.Rebuilt(NOW, 1), null));
            assertThat(DamagedInbox.setAside(home)).isNotEmpty();
            assertThat(steps.stream().flatMap(step -> step.changes().stream()))
                    .singleElement()
                    .isInstanceOf(Change.Arrived.class);
            assertThat(inbox.submit(new Fact.RebuildSeen()).join().disk()).isEqualTo(Disk.FINE);
        }
        try (Inbox inbox = open()) {
            assertThat(inbox.state().entries()).containsOnlyKeys("a", "b", "c");
            assertThat(inbox.state().disk()).isEqualTo(Disk.FINE);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_few_damaged_files_are_kept_and_nobody_else_can_read_them() throws Exception {
        for (int i = 0; i < Rebuild.KEPT + 2; i++) {
            try (Inbox inbox = Inbox.open(file(), InstantSource.fixed(NOW.plusSeconds(i)))) {
                fill(inbox);
            }
            execute("DROP TABLE gone");
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        }
        open().close();

        assertThat(DamagedInbox.setAside(home))
                .hasSize(Rebuild.KEPT)
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
    }

    @Test
    void a_kill_while_the_file_is_made_anew_leaves_the_old_one_or_the_new_one() throws Exception {
        try (Inbox inbox = open()) {
            fill(inbox);
        }
        Path whole = home.resolve("whole");
        Files.copy(file(), whole);
        Files.copy(file(), Rebuild.complete(file()));
        // Killed when the new file was complete: before and after the old one was moved away.
        Files.write(file(), new byte[4_096]);
        assertThat(open(home).outbox()).hasSize(1);
        Files.delete(file());
        Files.copy(whole, Rebuild.complete(file()));
        assertThat(Inbox.peek(file()).outbox()).hasSize(1);
        assertThat(open(home).outbox()).hasSize(1);
        assertThat(Rebuild.complete(file())).doesNotExist();
        // Killed before it was complete: what there is of it counts for nothing.
        Files.write(home.resolve("inbox-rebuilding.db"), new byte[100]);
        assertThat(open(home).outbox()).hasSize(1);
        assertThat(home.resolve("inbox-rebuilding.db")).doesNotExist();
    }

    private InboxState open(Path directory) throws Exception {
        try (Inbox inbox = Inbox.open(directory.resolve("inbox.db"), InstantSource.fixed(NOW))) {
            return inbox.state();
        }
    }

    @Test
    void a_look_at_a_damaged_inbox_changes_nothing() throws Exception {
        try (Inbox inbox = open()) {
            fill(inbox);
        }
        byte[] bytes = Files.readAllBytes(file());
        java.util.Arrays.fill(bytes, 0, 200, (byte) 3);
        Files.write(file(), bytes);
        Map<String, String> before = files();

        InboxState seen = Inbox.peek(file());

        assertThat(seen.entries()).containsOnlyKeys("a", "b");
        assertThat(seen.outbox()).hasSize(1);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void opening_and_saving_over_and_over_leaves_no_thread_and_no_descriptor() throws Exception {
        cycle();
        long threads = Thread.getAllStackTraces().size();
        long descriptors = descriptors();
        for (int i = 0; i < 20; i++) {
            cycle();
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(descriptors()).isLessThanOrEqualTo(descriptors);
            assertThat((long) Thread.getAllStackTraces().size()).isLessThanOrEqualTo(threads + 2);
        });
    }

    private void cycle() throws Exception {
        try (Inbox inbox = open()) {
            fill(inbox);
        }
        execute("DROP TABLE gone");
    }

    private static long descriptors() throws IOException {
        Path own = Path.of("/proc/self/fd");
        if (!Files.isDirectory(own)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(own)) {
            return open.count();
        }
    }
}
