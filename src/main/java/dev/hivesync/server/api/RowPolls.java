package dev.hivesync.server.api;

import dev.hivesync.server.store.Stream;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Answers plain polls before the servlets, which would cost as much as the answer. What fails here fails there: the
/// route is handed the failure and says it as it says all others.
final class RowPolls implements AutoCloseable {

    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final String FAILURE = RowPolls.class.getName() + ".failure";
    private static final Stream.Filter ALL = new Stream.Filter(null, List.of(), null);

    /// A thread of the system waits for the database in one call, where a virtual one is parked, polled for and woken.
    private static final int THREADS = 64;

    private static final long IDLE_SECONDS = 30;

    private final Guard guard;
    private final Reading reading;
    private final Metrics metrics;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("poll-", 0).factory());

    RowPolls(Guard guard, Reading reading, Metrics metrics) {
        this.guard = guard;
        this.reading = reading;
        this.metrics = metrics;
    }

    /// Why this could not answer the request, which then has been counted; null where it did not try.
    static @Nullable Throwable failure(Context context) {
        return context.attribute(FAILURE);
    }

    /// @param routes take the request where this cannot answer it; they may block
    /// @return whether there was a thread for it
    boolean handle(PlainPoll poll, Request request, Response response, Callback callback, Runnable routes) {
        long start = System.nanoTime();
        try {
            threads.execute(() -> {
                try {
                    if (!answered(poll, start, request, response, callback)) {
                        routes.run();
                    }
                } catch (Throwable e) {
                    callback.failed(e);
                }
            });
            return true;
        } catch (RejectedExecutionException _) {
            return false;
        }
    }

    private boolean answered(PlainPoll poll, long start, Request request, Response response, Callback callback) {
        if (!guard.begin(poll.user())) {
            return false;
        }
        Reading.Answer answer;
        int interval = guard.interval(0);
        try {
            answer = reading.answer(new Reading.Question(poll.user(), poll.since(), poll.known(), poll.limit(), ALL));
        } catch (RuntimeException | Error e) {
            guard.end();
            request.setAttribute(FAILURE, e);
            return false;
        }
        ByteBuffer page = answer.page();
        int status = page == null ? HttpStatus.NOT_MODIFIED_304 : HttpStatus.OK_200;
        head(request, response, status, answer.etag(), interval);
        if (page != null) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, page.remaining());
        }
        response.write(true, page == null ? BufferUtil.EMPTY_BUFFER : page, Callback.from(guard::end, callback));
        metrics.polled(status, Duration.ofNanos(System.nanoTime() - start));
        return true;
    }

    /// Status and headers as the routes set them, in their order.
    ///
    /// @param interval 0 for none
    static void head(Request request, Response response, int status, String etag, int interval) {
        response.setStatus(status);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(JSON);
        headers.put(Errors.CORRELATION, Errors.correlation(request.getHeaders().get(Errors.CORRELATION)));
        if (interval > 0) {
            headers.put("Poll-Interval", interval);
        }
        headers.put(HttpHeader.ETAG, etag);
    }

    @Override
    public void close() {
        threads.close();
    }
}
