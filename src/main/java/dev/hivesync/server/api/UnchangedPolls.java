package dev.hivesync.server.api;

import dev.hivesync.server.live.Revisions;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Answers a poll of a client that is up to date, which most polls are: from memory alone, on the thread that has
/// read it, before the servlets. Whatever is not certain here, from a token that was not seen before to a limit that
/// is used up, is left to the routes as if this were not there. They may wait for a database, so each of the others
/// gets a thread.
final class UnchangedPolls extends Handler.Wrapper {

    private final Gate gate;
    private final Guard guard;
    private final Revisions revisions;
    private final Cursors cursors;
    private final Metrics metrics;
    private final RowPolls rows;
    private final Executor threads;

    /// @param threads as many as there are requests: what runs there may block
    UnchangedPolls(
            Gate gate,
            Guard guard,
            Revisions revisions,
            Cursors cursors,
            Metrics metrics,
            RowPolls rows,
            Executor threads) {
        this.gate = gate;
        this.guard = guard;
        this.revisions = revisions;
        this.cursors = cursors;
        this.metrics = metrics;
        this.rows = rows;
        this.threads = threads;
    }

    /// Jetty need not find a thread before it calls [#handle].
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long start = System.nanoTime();
        @Nullable PlainPoll poll = PlainPoll.of(request, gate);
        @Nullable String etag = poll == null ? null : unchanged(poll);
        if (etag != null) {
            RowPolls.head(request, response, HttpStatus.NOT_MODIFIED_304, etag, guard.interval(1));
            response.write(true, BufferUtil.EMPTY_BUFFER, callback);
            metrics.polled(HttpStatus.NOT_MODIFIED_304, Duration.ofNanos(System.nanoTime() - start));
        } else if (poll == null
                || !rows.handle(poll, request, response, callback, () -> pass(request, response, callback))) {
            threads.execute(() -> pass(request, response, callback));
        }
        return true;
    }

    private void pass(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Throwable e) {
            callback.failed(e);
        }
    }

    /// The ETag that is still the user's, once the poll has been counted; null where there is more to say.
    private @Nullable String unchanged(PlainPoll poll) {
        if (poll.known() == null) {
            return null;
        }
        OptionalLong revision = revisions.known(poll.user());
        if (revision.isEmpty()) {
            return null;
        }
        String etag = cursors.etag(revision.getAsLong());
        boolean same = etag.equals(poll.known())
                && (poll.since() == null
                        || poll.since()
                                .equals(cursors.at(poll.user(), revision.getAsLong())
                                        .value()))
                && guard.glance(poll.user());
        return same ? etag : null;
    }
}
