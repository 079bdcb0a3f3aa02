package dev.hivesync.server.api;

import dev.hivesync.server.live.Revisions;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
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

    private static final String PATH = HttpApi.BASE + "/notifications";
    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final String SINCE = "since=";
    private static final String LIMIT = "limit=";

    private final Gate gate;
    private final Guard guard;
    private final Revisions revisions;
    private final Cursors cursors;
    private final Metrics metrics;
    private final Executor threads;

    /// @param threads as many as there are requests: what runs there may block
    UnchangedPolls(Gate gate, Guard guard, Revisions revisions, Cursors cursors, Metrics metrics, Executor threads) {
        this.gate = gate;
        this.guard = guard;
        this.revisions = revisions;
        this.cursors = cursors;
        this.metrics = metrics;
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
        @Nullable String etag = unchanged(request);
        if (etag == null) {
            threads.execute(() -> pass(request, response, callback));
            return true;
        }
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(Errors.CORRELATION, Errors.correlation(request.getHeaders().get(Errors.CORRELATION)));
        headers.put(JSON);
        headers.put(HttpHeader.ETAG, etag);
        int interval = guard.interval(1);
        if (interval > 0) {
            headers.put("Poll-Interval", interval);
        }
        response.setStatus(HttpStatus.NOT_MODIFIED_304);
        response.write(true, BufferUtil.EMPTY_BUFFER, callback);
        metrics.unchanged(Duration.ofNanos(System.nanoTime() - start));
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

    /// The ETag that is still the user's, once the poll has been counted; null where the routes are to answer.
    private @Nullable String unchanged(Request request) {
        HttpFields headers = request.getHeaders();
        @Nullable String known = headers.get(HttpHeader.IF_NONE_MATCH);
        if (known == null
                || !HttpMethod.GET.is(request.getMethod())
                || !PATH.equals(request.getHttpURI().getPath())) {
            return null;
        }
        @Nullable String user = gate.remembered(headers.get(HttpHeader.AUTHORIZATION));
        OptionalLong revision = user == null ? OptionalLong.empty() : revisions.known(user);
        if (user == null || revision.isEmpty()) {
            return null;
        }
        String etag = cursors.etag(revision.getAsLong());
        boolean same = etag.equals(known)
                && upToDate(request.getHttpURI().getQuery(), user, revision.getAsLong())
                && guard.glance(user);
        return same ? etag : null;
    }

    /// Whether the query asks for nothing but what came after this revision, plainly spelled.
    private boolean upToDate(@Nullable String query, String user, long revision) {
        if (query == null) {
            return true;
        }
        @Nullable String since = null;
        for (String parameter : query.split("&", -1)) {
            if (parameter.startsWith(SINCE) && since == null) {
                since = parameter.substring(SINCE.length());
            } else if (!parameter.startsWith(LIMIT)
                    || !NotificationRoutes.isLimit(parameter.substring(LIMIT.length()))) {
                return false;
            }
        }
        return since == null || since.equals(cursors.at(user, revision).value());
    }
}
