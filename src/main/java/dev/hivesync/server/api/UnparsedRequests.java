package dev.hivesync.server.api;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Json;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers what is no request that a route could see (no host, too large a header, a broken address) with the
/// contract's body instead of Jetty's page.
final class UnparsedRequests extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 400 : response.getStatus();
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(Errors.CORRELATION, UUID.randomUUID().toString());
        Api.ProblemBody problem = status >= 500
                ? new Api.ProblemBody("INTERNAL_ERROR", "Something went wrong on the server.", Map.of())
                : new Api.ProblemBody("REQUEST_REFUSED", "This is no request that can be handled.", Map.of());
        byte[] body = Json.MAPPER.writeValueAsBytes(new Api.Problem(problem));
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
