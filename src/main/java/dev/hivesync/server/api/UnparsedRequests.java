package dev.hivesync.server.api;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Json;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers what is no request that a route could see (no host, too large a header, a broken address) with the
/// contract's body instead of Jetty's page.
final class UnparsedRequests extends ErrorHandler {

    private final IntConsumer seen;

    /// @param seen is told each status
    UnparsedRequests(IntConsumer seen) {
        this.seen = seen;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 400 : response.getStatus();
        seen.accept(status);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(Errors.CORRELATION, UUID.randomUUID().toString());
        byte[] body = Json.MAPPER.writeValueAsBytes(new Api.Problem(problem(status)));
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private static Api.ProblemBody problem(int status) {
        return switch (status) {
            // An upgrade at an address that has none.
            case 404 -> new Api.ProblemBody("NOT_FOUND", "There is nothing at this address.", Map.of());
            case 413 -> new Api.ProblemBody("PAYLOAD_TOO_LARGE", "The request is too large.", Map.of());
            case 503 ->
                new Api.ProblemBody("DEPENDENCY_FAILURE", "The service is not available at the moment.", Map.of());
            default ->
                status >= 500
                        ? new Api.ProblemBody("INTERNAL_ERROR", "Something went wrong on the server.", Map.of())
                        : new Api.ProblemBody("REQUEST_REFUSED", "This is no request that can be handled.", Map.of());
        };
    }
}
