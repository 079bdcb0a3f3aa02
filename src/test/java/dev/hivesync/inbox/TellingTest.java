package dev.hivesync.inbox;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.page;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Notification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What became of telling the user lasts as long as the notification, and is never too much.
class TellingTest {

    private static final Telling SHOWN = new Telling("a", "SHOWN", null, NOW);
    private static final Telling IN_EDITOR = new Telling("b", "IN_PLUGIN", "vscode", NOW.plusMillis(1));

    @TempDir
    private Path home;

    private Ledger ledger;

    @BeforeEach
    void open() throws Exception {
        ledger = Ledger.open(home.resolve("inbox.db"), () -> NOW);
        ledger.signIn("one", "u-1", NOW);
        fetch("c1", unread("a", 1), unread("b", 2));
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private void reopen() throws IOException, SQLException, NewerDataException {
        ledger.close();
        ledger = Ledger.open(home.resolve("inbox.db"), () -> NOW);
    }

    private void fetch(String cursor, Notification... rows) throws IOException, SQLException {
        ledger.join(List.of(new Fact.Fetched(ledger.state().place(), page(cursor, false, rows), null)), NOW);
    }

    private boolean tell(Telling... tellings) throws IOException, SQLException {
        return ledger.join(List.of(new Fact.Told(List.of(tellings))), NOW).isPresent();
    }

    @Test
    void it_outlasts_the_program() throws Exception {
        assertThat(tell(SHOWN, IN_EDITOR)).isTrue();
        reopen();
        assertThat(ledger.state().tellings().values()).containsExactlyInAnyOrder(SHOWN, IN_EDITOR);
        assertThat(tell(SHOWN)).as("nothing new").isFalse();
    }

    @Test
    void the_last_that_was_said_counts() throws Exception {
        tell(SHOWN);
        Telling later = new Telling("a", "SUMMARISED", null, NOW);
        tell(SHOWN, later);
        reopen();
        assertThat(ledger.state().tellings().get("a")).isEqualTo(later);
    }

    @Test
    void it_goes_with_its_notification_and_there_is_none_without() throws Exception {
        assertThat(tell(new Telling("nobody", "SHOWN", null, NOW))).isFalse();
        tell(SHOWN, IN_EDITOR);
        ledger.join(
                List.of(new Fact.Reconciled(ledger.state(), List.of(page("c2", false, unread("b", 2))), null)), NOW);
        assertThat(ledger.state().tellings()).containsOnlyKeys("b");
        reopen();
        assertThat(ledger.state().tellings()).containsOnlyKeys("b");
    }

    @Test
    void the_oldest_go_where_there_are_too_many() throws Exception {
        int many = Telling.KEPT + Tellings.SLACK + 1;
        fetch(
                "c2",
                IntStream.range(0, many).mapToObj(i -> unread("n" + i, 10 + i)).toArray(Notification[]::new));
        List<Telling> all = new ArrayList<>(IntStream.range(0, many)
                .mapToObj(i -> new Telling("n" + i, "LOW_PRIORITY", null, NOW.plusSeconds(i)))
                .toList());
        tell(all.removeFirst());
        tell(all.toArray(Telling[]::new));
        assertThat(ledger.state().tellings())
                .hasSize(Telling.KEPT)
                .doesNotContainKey("n0")
                .doesNotContainKey("n" + Tellings.SLACK)
                .containsKey("n" + (Tellings.SLACK + 1))
                .containsKey("n" + (many - 1));
        Set<String> kept = Set.copyOf(ledger.state().tellings().keySet());
        reopen();
        assertThat(ledger.state().tellings().keySet()).isEqualTo(kept);
    }

    @Test
    void a_damaged_file_gives_it_back_like_everything_else() throws Exception {
        tell(SHOWN, IN_EDITOR);
        ledger.close();
        Path file = home.resolve("inbox.db");
        byte[] bytes = Files.readAllBytes(file);
        java.util.Arrays.fill(bytes, 0, 100, (byte) 7);
        Files.write(file, bytes);
        ledger = Ledger.open(file, () -> NOW);
        assertThat(ledger.state().disk().rebuilt()).isNotNull();
        assertThat(ledger.state().entries()).containsOnlyKeys("a", "b");
        assertThat(ledger.state().tellings().values()).containsExactlyInAnyOrder(SHOWN, IN_EDITOR);
    }
}
