package dev.hivesync.sync;

import dev.hivesync.sync.Reception.Position;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Page;
import java.util.ArrayList;
import java.util.List;

/// Reads a user's changes to their end, whatever the server's pages do: expire on the way, stand still, or have no end.
final class Pages {

    /// Most pages of one round: 200,000 rows. A server whose pages have no end is asked again at the next poll.
    static final int MAX_PAGES = 400;

    /// How often a round begins to read anew when the cursor expires under its hands.
    private static final int READ_ANEW = 3;

    private final Backend backend;
    private final Reception reception;

    Pages(Backend backend, Reception reception) {
        this.backend = backend;
        this.reception = reception;
    }

    /// All changes since the last read, page by page; the reply is that to the last request.
    Reply<Page> read() {
        Reply<Page> reply = new Reply.Unchanged<>(null);
        for (int pages = 0; pages < MAX_PAGES; pages++) {
            Position from = reception.position();
            reply = backend.changes(from.cursor(), from.etag());
            if (expired(reply, from.cursor())) {
                return readAnew();
            }
            if (!(reply instanceof Reply.Ok<Page> ok)) {
                return reply;
            }
            reception.page(ok.body(), ok.etag());
            if (!ok.body().hasMore()) {
                return reply;
            }
            if (ok.body().nextCursor().equals(from.cursor())) {
                return new Reply.Unavailable<>("the server's pages do not move on", null);
            }
        }
        return reply;
    }

    /// A cursor that the server no longer knows as its own, such as after a change of its keys, is as good as expired.
    private static boolean expired(Reply<Page> reply, Cursor cursor) {
        return reply instanceof Reply.CursorExpired
                || (reply instanceof Reply.Rejected<Page>(int _, String code)
                        && code.equals("INVALID_CURSOR")
                        && !cursor.equals(Cursor.START));
    }

    private Reply<Page> readAnew() {
        Reply<Page> reply = everything();
        for (int again = 1; again < READ_ANEW && reply instanceof Reply.CursorExpired; again++) {
            reply = everything();
        }
        return reply;
    }

    private Reply<Page> everything() {
        List<Page> pages = new ArrayList<>();
        Cursor cursor = Cursor.START;
        while (pages.size() < MAX_PAGES) {
            Reply<Page> reply = backend.changes(cursor, null);
            if (!(reply instanceof Reply.Ok<Page> ok)) {
                return expired(reply, cursor) ? new Reply.CursorExpired<>() : reply;
            }
            pages.add(ok.body());
            if (!ok.body().hasMore()) {
                reception.all(pages, ok.etag());
                return reply;
            }
            if (ok.body().nextCursor().equals(cursor)) {
                break;
            }
            cursor = ok.body().nextCursor();
        }
        return new Reply.Unavailable<>("the server's pages do not come to an end", null);
    }
}
