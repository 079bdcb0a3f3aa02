package dev.hivesync.inbox;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.page;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One account's inbox in the place of another's, with the program dying after each part of that.
class ExchangeTest {

    private static final String ONE = "https://one u-1";
    private static final String TWO = "https://one u-2";

    @TempDir
    private Path scratch;

    private Inbox open(Path home) throws IOException, SQLException, NewerDataException {
        return Inbox.open(home.resolve("inbox.db"), InstantSource.fixed(NOW));
    }

    private static void read(Inbox inbox, Page page) {
        var _ = inbox.submit(new Fact.Fetched(inbox.state().place(), page, null))
                .join();
    }

    /// A home where both have been signed in, the second one last.
    private Path home(String name) throws Exception {
        Path home = Files.createDirectory(scratch.resolve(name));
        try (Inbox inbox = open(home)) {
            var _ = inbox.signIn(ONE, "u-1").join();
            read(inbox, page("c1", false, unread("mine", 1), unread("mine too", 2)));
            var _ = inbox.submit(new Fact.Read(Set.of("mine"))).join();
            var _ = inbox.signIn(TWO, "u-2").join();
            read(inbox, page("d1", false, Rows.of("u-2", unread("yours", 1))));
        }
        return home;
    }

    private static void holdsOne(InboxState state) {
        assertThat(state.entries()).containsOnlyKeys("mine", "mine too");
        assertThat(state.cursor()).isEqualTo(new Cursor("c1"));
        assertThat(state.unread()).isEqualTo(1);
        assertThat(state.outbox()).extracting(OutboxItem::notificationId).containsExactly("mine");
    }

    private static void holdsTwo(InboxState state) {
        assertThat(state.entries()).containsOnlyKeys("yours");
        assertThat(state.cursor()).isEqualTo(new Cursor("d1"));
        assertThat(state.outbox()).isEmpty();
    }

    private static void holdsWhatItsNameSays(InboxState state) {
        switch (state.account()) {
            case ONE -> holdsOne(state);
            case TWO -> holdsTwo(state);
            default -> throw new AssertionError("whose inbox is this? " + state.account());
        }
    }

    /// Runs the first `parts` of the exchange from the second account to the first, and copies what a program that
    /// died then would leave.
    private Path diedAfter(int parts) throws Exception {
        Path home = home("live-" + parts);
        AccountFiles files = new AccountFiles(home.resolve("inbox.db"));
        Texts texts = new Texts();
        Path left = Files.createDirectory(scratch.resolve("left-" + parts));
        try (InboxStore store = InboxStore.open(files.current())) {
            InboxState present = store.load(texts);
            Exchange exchange = new Exchange(
                    files, store, present, InboxState.EMPTY.belongingTo(ONE, "u-1"), texts, InstantSource.fixed(NOW));
            for (Exchange.Part part : exchange.parts().subList(0, parts)) {
                part.run();
            }
            try (var all = Files.list(home)) {
                for (Path file : all.toList()) {
                    Files.copy(file, left.resolve(home.relativize(file)));
                }
            }
        }
        return left;
    }

    private int parts() throws Exception {
        Path home = home("count");
        AccountFiles files = new AccountFiles(home.resolve("inbox.db"));
        Texts texts = new Texts();
        try (InboxStore store = InboxStore.open(files.current())) {
            return new Exchange(
                            files,
                            store,
                            store.load(texts),
                            InboxState.EMPTY.belongingTo(ONE, "u-1"),
                            texts,
                            InstantSource.fixed(NOW))
                    .parts()
                    .size();
        }
    }

    @Test
    void dying_after_any_part_loses_and_mixes_nothing() throws Exception {
        int parts = parts();
        for (int done = 0; done <= parts; done++) {
            Path left = diedAfter(done);

            holdsWhatItsNameSays(Inbox.peek(left.resolve("inbox.db")));
            try (Inbox inbox = open(left)) {
                assertThat(inbox.state().account()).isEqualTo(done < parts ? TWO : ONE);
                holdsWhatItsNameSays(inbox.state());
                holdsOne(inbox.signIn(ONE, "u-1").join());
                holdsTwo(inbox.signIn(TWO, "u-2").join());
            }
            try (Inbox inbox = open(left)) {
                holdsTwo(inbox.state());
                holdsOne(inbox.signIn(ONE, "u-1").join());
            }
            try (var files = Files.list(left)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .as("only the present inbox and the other one's are left")
                        .hasSize(2)
                        .contains("inbox.db");
            }
        }
    }

    @Test
    void what_was_done_since_is_not_undone_by_an_older_copy() throws Exception {
        Path left = diedAfter(parts() - 1);
        try (Inbox inbox = open(left)) {
            read(inbox, page("d2", false, Rows.of("u-2", unread("yours too", 2))));
            holdsOne(inbox.signIn(ONE, "u-1").join());
            assertThat(inbox.signIn(TWO, "u-2").join().entries()).containsOnlyKeys("yours", "yours too");
        }
    }

    @Test
    void a_reader_beside_sees_the_one_or_the_other() throws Exception {
        Path home = home("read");
        try (Inbox inbox = open(home)) {
            for (int i = 0; i < 10; i++) {
                var signedIn = inbox.signIn(i % 2 == 0 ? ONE : TWO, i % 2 == 0 ? "u-1" : "u-2");
                while (!signedIn.isDone()) {
                    holdsWhatItsNameSays(Inbox.peek(home.resolve("inbox.db")));
                }
                holdsWhatItsNameSays(signedIn.join());
            }
        }
    }

    @Test
    void an_inbox_that_was_lost_takes_back_what_is_kept_of_the_account() throws Exception {
        Path home = home("lost");
        AccountFiles.remove(home.resolve("inbox.db"));

        try (Inbox inbox = open(home)) {
            assertThat(inbox.state().account()).isEmpty();
            holdsOne(inbox.signIn(ONE, "u-1").join());
        }
    }

    @Test
    void rows_of_anyone_else_are_refused() throws Exception {
        try (Inbox inbox = open(home("foreign"))) {
            read(inbox, page("d2", false, unread("mine", 2)));

            holdsTwo(inbox.state());
            assertThat(inbox.submit(new Fact.Reconciled(
                                    inbox.state(), List.of(page("d3", false, unread("mine", 2))), null))
                            .join()
                            .entries())
                    .containsOnlyKeys("yours");
        }
    }
}
