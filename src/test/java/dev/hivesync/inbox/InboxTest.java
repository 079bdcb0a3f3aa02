package dev.hivesync.inbox;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.page;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hivesync.inbox.Step.Change;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {

    @TempDir
    private Path home;

    private Inbox open() throws IOException, SQLException, NewerDataException {
        return Inbox.open(home.resolve("inbox.db"), InstantSource.fixed(NOW));
    }

    private static Fact fetched(Inbox inbox, Page page, @Nullable String etag) {
        return new Fact.Fetched(inbox.state().place(), page, etag);
    }

    @Test
    void what_was_seen_is_there_after_a_restart() throws Exception {
        InboxState seen;
        try (Inbox inbox = open()) {
            var _ = inbox.submit(fetched(inbox, page("c1", false, unread("a", 1), unread("b", 2)), "\"2\""))
                    .join();
            seen = inbox.submit(new Fact.Read(Set.of("a"))).join();
        }

        try (Inbox inbox = open()) {
            assertThat(inbox.state()).isEqualTo(seen);
            assertThat(inbox.state().cursor()).isEqualTo(new Cursor("c1"));
            assertThat(inbox.state().unread()).isEqualTo(1);
            assertThat(inbox.state().outbox()).hasSize(1);
        }
    }

    @Test
    void another_program_reads_along_without_disturbing() throws Exception {
        try (Inbox inbox = open()) {
            InboxState seen = inbox.submit(fetched(inbox, page("c1", false, unread("a", 1)), null))
                    .join();

            assertThat(Inbox.peek(home.resolve("inbox.db"))).isEqualTo(seen);
        }
        assertThat(Inbox.peek(home.resolve("inbox.db")).unread()).isEqualTo(1);
        assertThat(Inbox.peek(home.resolve("nothing.db"))).isEqualTo(InboxState.EMPTY);
    }

    @Test
    void an_observer_gets_the_present_and_then_every_step() throws Exception {
        List<Step> steps = new CopyOnWriteArrayList<>();
        try (Inbox inbox = open()) {
            var _ = inbox.submit(fetched(inbox, page("c1", false, unread("a", 1)), null))
                    .join();
            inbox.observe(step -> {
                throw new IllegalStateException("a broken observer");
            });
            inbox.observe(steps::add);
            var _ = inbox.submit(fetched(inbox, page("c2", false, unread("b", 2)), null))
                    .join();
            var _ = inbox.submit(fetched(inbox, page("c2", false, unread("b", 2)), null))
                    .join();
        }

        assertThat(steps).hasSize(2);
        assertThat(steps.getFirst().changes()).isEmpty();
        assertThat(steps.getFirst().state().entries()).containsOnlyKeys("a");
        assertThat(steps.getLast().changes())
                .extracting(change -> ((Change.Arrived) change).entry().id())
                .containsExactly("b");
    }

    @Test
    void accounts_are_never_mixed() throws Exception {
        try (Inbox inbox = open()) {
            var _ = inbox.signIn("https://one u-1", "u-1").join();
            var _ = inbox.submit(fetched(inbox, page("c1", false, unread("mine", 1)), null))
                    .join();

            assertThat(inbox.signIn("https://one u-2", "u-2").join().entries()).isEmpty();
            var _ = inbox.submit(fetched(inbox, page("d1", false, Rows.of("u-2", unread("yours", 1))), null))
                    .join();

            InboxState back = inbox.signIn("https://one u-1", "u-1").join();
            assertThat(back.entries()).containsOnlyKeys("mine");
            assertThat(back.cursor()).isEqualTo(new Cursor("c1"));
        }
        try (Inbox inbox = open()) {
            assertThat(inbox.state().account()).isEqualTo("https://one u-1");
        }
    }

    @Test
    void data_of_a_newer_version_is_refused_untouched() throws Exception {
        open().close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("inbox.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        byte[] before = Files.readAllBytes(home.resolve("inbox.db"));

        assertThatThrownBy(this::open).isInstanceOf(NewerDataException.class).hasMessageContaining("version 99");
        assertThat(Files.readAllBytes(home.resolve("inbox.db"))).isEqualTo(before);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobody_else_can_read_the_files() throws Exception {
        try (Inbox inbox = open()) {
            var _ = inbox.submit(fetched(inbox, page("c1", false, unread("a", 1)), null))
                    .join();
            try (var files = Files.list(home)) {
                assertThat(files)
                        .isNotEmpty()
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void nothing_is_accepted_after_the_end() throws Exception {
        Inbox inbox = open();
        inbox.close();
        inbox.close();

        assertThat(inbox.submit(new Fact.Read(Set.of("a")))).isCancelled();
    }
}
