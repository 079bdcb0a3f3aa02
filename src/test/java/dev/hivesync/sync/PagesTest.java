package dev.hivesync.sync;

import static dev.hivesync.inbox.Rows.page;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Reading to the end of pages that misbehave.
class PagesTest {

    private final Deque<Function<Cursor, Reply<Page>>> script = new ArrayDeque<>();
    private final List<Cursor> asked = new ArrayList<>();
    private final Shelf shelf = new Shelf();
    private Function<Cursor, Reply<Page>> otherwise = _ -> {
        throw new AssertionError("one request too many");
    };

    private final Pages pages = new Pages(
            new Backend() {
                @Override
                public Reply<Page> changes(Cursor since, @Nullable String etag) {
                    asked.add(since);
                    Function<Cursor, Reply<Page>> next = script.poll();
                    return (next == null ? otherwise : next).apply(since);
                }

                @Override
                public Reply<Api.Marked> mark(List<String> ids, boolean read) {
                    throw new AssertionError("nothing is to be marked");
                }

                @Override
                public Reply<List<Api.Project>> projects() {
                    throw new AssertionError("no projects are asked for");
                }
            },
            shelf);

    private void then(Page page) {
        script.add(_ -> ok(page));
    }

    private void then(Reply<Page> reply) {
        script.add(_ -> reply);
    }

    private static Reply<Page> ok(Page page) {
        return new Reply.Ok<>(page, "\"e\"", null);
    }

    @Test
    void pages_that_stand_still_end_the_round() {
        shelf.position = new Reception.Position(new Cursor("c1"), null);
        otherwise = _ -> ok(page("c1", true, unread("a", 1)));

        assertThat(pages.read()).isInstanceOf(Reply.Unavailable.class);
        assertThat(asked).hasSize(1);
        assertThat(shelf.rows).as("what came is kept").containsExactly("a");
    }

    @Test
    void pages_without_an_end_end_the_round_and_the_next_goes_on_from_there() {
        otherwise = since -> ok(page(since.value() + "x", true));

        assertThat(pages.read()).isInstanceOf(Reply.Ok.class);
        assertThat(asked).hasSize(Pages.MAX_PAGES);
        assertThat(shelf.position.cursor()).isEqualTo(new Cursor("x".repeat(Pages.MAX_PAGES)));
    }

    @Test
    void reading_anew_without_an_end_keeps_what_is_known() {
        shelf.position = new Reception.Position(new Cursor("old"), null);
        then(new Reply.CursorExpired<>());
        otherwise = since -> ok(page(since.value() + "x", true));

        assertThat(pages.read()).isInstanceOf(Reply.Unavailable.class);
        assertThat(shelf.anew).isZero();
        assertThat(shelf.position.cursor()).isEqualTo(new Cursor("old"));
    }

    @Test
    void reading_anew_in_pages_that_stand_still_ends() {
        then(new Reply.CursorExpired<>());
        otherwise = _ -> ok(page("same", true));

        assertThat(pages.read()).isInstanceOf(Reply.Unavailable.class);
        assertThat(asked).hasSize(3);
    }

    @Test
    void a_cursor_that_expires_between_two_pages_means_reading_anew_from_the_start() {
        then(page("c1", true, unread("a", 1)));
        then(new Reply.CursorExpired<>());
        then(page("d1", true, unread("b", 2)));
        then(page("d2", false, unread("c", 3)));

        assertThat(pages.read()).isInstanceOf(Reply.Ok.class);
        assertThat(asked.stream().map(Cursor::value)).containsExactly("", "c1", "", "d1");
        assertThat(shelf.anew).isEqualTo(1);
    }

    @Test
    void pruning_while_reading_anew_begins_once_more() {
        shelf.position = new Reception.Position(new Cursor("old"), null);
        then(new Reply.CursorExpired<>());
        then(page("d1", true, unread("a", 1)));
        then(new Reply.CursorExpired<>());
        then(page("e1", true, unread("b", 2)));
        then(page("e2", false, unread("c", 3)));

        assertThat(pages.read()).isInstanceOf(Reply.Ok.class);
        assertThat(shelf.rows).as("nothing of the broken reading").containsExactly("b", "c");
    }

    @Test
    void a_server_that_prunes_without_end_is_left_alone_until_the_next_poll() {
        shelf.position = new Reception.Position(new Cursor("old"), null);
        otherwise = _ -> new Reply.CursorExpired<>();

        assertThat(pages.read()).isInstanceOf(Reply.CursorExpired.class);
        assertThat(asked).hasSize(4);
    }

    @Test
    void a_cursor_of_other_keys_is_as_good_as_expired() {
        shelf.position = new Reception.Position(new Cursor("signed by another key"), null);
        then(new Reply.Rejected<>(400, "INVALID_CURSOR"));
        then(page("d1", false, unread("a", 1)));

        assertThat(pages.read()).isInstanceOf(Reply.Ok.class);
        assertThat(shelf.anew).isEqualTo(1);
    }

    @Test
    void a_server_that_calls_the_start_invalid_is_not_asked_without_end() {
        otherwise = _ -> new Reply.Rejected<>(400, "INVALID_CURSOR");

        assertThat(pages.read()).isInstanceOf(Reply.Rejected.class);
        assertThat(asked).hasSize(1);
    }

    private static final class Shelf implements Reception {
        private final List<String> rows = new ArrayList<>();
        private Position position = new Position(Cursor.START, null);
        private int anew;

        @Override
        public Position position() {
            return position;
        }

        @Override
        public void page(Page page, @Nullable String etag) {
            page.notifications().stream().map(Notification::notificationId).forEach(rows::add);
            position = new Position(page.nextCursor(), etag);
        }

        @Override
        public void all(List<Page> all, @Nullable String etag) {
            anew++;
            rows.clear();
            all.forEach(page -> page(page, etag));
        }

        @Override
        public void projects(List<Api.Project> projects) {}

        @Override
        public boolean jobActive() {
            return false;
        }

        @Override
        public void polled(Standing standing, Duration interval, @Nullable Instant due) {}
    }
}
