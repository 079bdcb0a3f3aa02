package dev.hivesync.app;

import static dev.hivesync.inbox.Rows.row;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Rows;
import dev.hivesync.sync.Nudge;
import dev.hivesync.sync.Reception.Standing;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Notification;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What live frames do to polling and to the cursor, and what is shown of both.
@NullMarked
class LiveGapTest {

    @TempDir
    private Path directory;

    private final List<Nudge> nudges = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Inbox inbox;

    @SuppressWarnings("NullAway.Init")
    private Uplink uplink;

    @BeforeEach
    void open() throws Exception {
        inbox = Inbox.open(directory.resolve("inbox.db"), Clock.systemUTC());
        uplink = new Uplink(inbox, new JobWatch(Clock.systemUTC(), System::nanoTime), nudges::add);
        page("c3", unread("a", 3));
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    private void page(String cursor, Notification... rows) {
        var _ = uplink.position();
        uplink.page(Rows.page(cursor, false, rows), null);
    }

    private void frame(long revision, @Nullable Notification row) {
        uplink.frame(new LiveFrame(LiveFrame.CHANGED, revision, row));
    }

    /// The state after everything handed in so far.
    private InboxState state() {
        uplink.projects(List.of());
        return inbox.state();
    }

    private Connection connection() {
        return state().link().connection();
    }

    @Test
    void a_frame_that_follows_needs_no_poll() {
        frame(4, unread("b", 4));
        frame(5, unread("c", 5));

        assertThat(nudges).isEmpty();
        assertThat(state().revision()).isEqualTo(5);
    }

    @Test
    void a_gap_is_for_a_poll_to_fill_and_no_frame_moves_the_cursor_over_it() {
        frame(5, unread("c", 5));
        frame(6, unread("d", 6));

        assertThat(nudges).containsExactly(Nudge.LIVE);
        assertThat(state().cursor()).isEqualTo(new Cursor("c3"));
        assertThat(state().revision()).isEqualTo(3);
        assertThat(state().entries()).as("what was heard is shown all the same").containsKeys("c", "d");

        page("c6", unread("b", 4), unread("c", 5), unread("d", 6));
        assertThat(state().revision()).isEqualTo(6);
    }

    @Test
    void a_hint_without_its_row_needs_a_poll() {
        frame(4, null);
        assertThat(nudges).containsExactly(Nudge.LIVE);
        frame(3, null);
        assertThat(nudges).as("what is known already needs none").hasSize(1);
    }

    @Test
    void frames_in_the_wrong_order_cost_one_poll_at_most() {
        frame(5, unread("c", 5));
        frame(4, unread("b", 4));
        frame(5, unread("c", 5));

        assertThat(nudges).containsExactly(Nudge.LIVE);
    }

    @Test
    void after_a_server_was_set_back_its_lower_revisions_are_heard_again() {
        frame(4_000, unread("z", 4_000));
        var _ = uplink.position();
        uplink.all(List.of(Rows.page("d2", false, unread("a", 1), unread("b", 2))), null);
        nudges.clear();

        frame(4, unread("d", 4));
        assertThat(nudges).containsExactly(Nudge.LIVE);
    }

    @Test
    void news_of_a_job_under_way_hurries_the_poll_and_its_end_does_not() {
        frame(4, row("b", "ai_job_started", 4, false));
        assertThat(nudges).containsExactly(Nudge.JOB);
        assertThat(state()).satisfies(_ -> assertThat(uplink.jobActive()).isTrue());
        frame(5, row("b2", "ai_job_completed", 5, false));
        assertThat(nudges).hasSize(1);
    }

    @Test
    void both_polling_and_live_show_in_the_connection_without_flapping() {
        uplink.polled(Standing.ANSWERED, Duration.ofSeconds(45), null);
        assertThat(connection()).isEqualTo(Connection.POLLING);
        uplink.up(true);
        assertThat(connection()).isEqualTo(Connection.LIVE);
        uplink.polled(Standing.UNREACHABLE, Duration.ofSeconds(15), null);
        assertThat(connection()).as("one poll beside a live channel").isEqualTo(Connection.LIVE);
        uplink.polled(Standing.UNREACHABLE, Duration.ofSeconds(30), null);
        assertThat(connection()).isEqualTo(Connection.OFFLINE);
        uplink.polled(Standing.ANSWERED, Duration.ofSeconds(45), null);
        assertThat(connection()).isEqualTo(Connection.LIVE);
        uplink.up(false);
        assertThat(connection()).isEqualTo(Connection.POLLING);
        uplink.polled(Standing.UNREACHABLE, Duration.ofSeconds(15), null);
        assertThat(connection()).isEqualTo(Connection.OFFLINE);
        uplink.polled(Standing.SIGNED_OUT, Duration.ZERO, null);
        assertThat(connection()).isEqualTo(Connection.SIGNED_OUT);
    }
}
