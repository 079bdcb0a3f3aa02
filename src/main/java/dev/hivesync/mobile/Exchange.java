package dev.hivesync.mobile;

import dev.hivesync.sync.Reply;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import java.time.InstantSource;
import java.util.List;

/// What is said to the server and heard from it in one round, and what the shelf holds afterwards.
record Exchange(Feed feed, InstantSource clock) {

    /// Most pages of one round; a phone that was away for longer begins anew.
    private static final int MAX_PAGES = 20;

    /// @param reply the last, which says how it went
    record Outcome(Shelf shelf, Reply<Page> reply) {}

    /// Hands over read marks.
    Shelf handOver(Shelf shelf) {
        if (shelf.unsent().isEmpty()) {
            return shelf;
        }
        List<String> ids = shelf.unsent().stream().limit(Api.MAX_MARK_IDS).toList();
        return switch (feed.markRead(ids)) {
            // Refused once, refused for ever: the row's own state is the server's.
            case Reply.Ok<Api.Marked> _, Reply.Rejected<Api.Marked> _ -> shelf.sent(ids, clock.instant());
            case Reply.Unchanged<Api.Marked> _,
                    Reply.CursorExpired<Api.Marked> _,
                    Reply.SignedOut<Api.Marked> _,
                    Reply.Unavailable<Api.Marked> _ -> shelf;
        };
    }

    Outcome read(Shelf before) {
        Shelf shelf = before;
        for (int pages = 0; pages < MAX_PAGES; pages++) {
            Cursor from = shelf.cursor();
            if (from == null) {
                return first(shelf);
            }
            Reply<Page> reply = feed.changes(from, shelf.etag());
            if (reply instanceof Reply.CursorExpired || reply instanceof Reply.Rejected) {
                return first(shelf);
            }
            if (!(reply instanceof Reply.Ok<Page> ok)) {
                return new Outcome(shelf, reply);
            }
            shelf = shelf.joined(shown(ok.body()), ok.body().nextCursor(), ok.etag());
            if (!ok.body().hasMore() || ok.body().nextCursor().equals(from)) {
                return new Outcome(shelf, reply);
            }
        }
        return first(shelf);
    }

    private Outcome first(Shelf shelf) {
        Reply<Page> reply = feed.newest(Shelf.KEPT);
        return reply instanceof Reply.Ok<Page> ok
                ? new Outcome(shelf.replaced(shown(ok.body()), ok.body().nextCursor(), ok.etag()), reply)
                : new Outcome(shelf.stale(), reply);
    }

    private static List<Notification> shown(Page page) {
        return page.notifications().stream().filter(Shelf::shows).toList();
    }
}
