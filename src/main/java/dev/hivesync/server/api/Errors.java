package dev.hivesync.server.api;

import dev.hivesync.server.store.Database;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.servlet.JavalinWsServletContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Turns every failure into the contract's body. What went wrong inside stays in the log, under the same
/// correlation id that the caller gets.
final class Errors {

    static final String CORRELATION = "X-Correlation-Id";

    private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private static final Api.ProblemBody INTERNAL =
            new Api.ProblemBody("INTERNAL_ERROR", "Something went wrong on the server.", Map.of());

    private Errors() {}

    static void install(RoutesConfig routes) {
        routes.exception(ApiException.class, (e, context) -> {
            if (e.retryAfter() > 0) {
                context.header("Retry-After", Integer.toString(e.retryAfter()));
            }
            reply(context, e.status(), e.code(), String.valueOf(e.getMessage()), e.details());
        });
        routes.exception(MethodNotAllowedResponse.class, (e, context) -> {
            e.getDetails().values().forEach(methods -> context.header("Allow", methods));
            reply(context, 405, "METHOD_NOT_ALLOWED", "This address takes another method.", Map.of());
        });
        // Jetty's word for a request that it cannot make out, such as a handshake without a key.
        routes.exception(HttpException.RuntimeException.class, (e, context) -> bare(context, e.getCode()));
        routes.exception(HttpResponseException.class, (e, context) -> bare(context, e.getStatus()));
        routes.exception(Exception.class, Errors::unexpected);
        // Nothing matched: no handler ran and nobody wrote a body.
        routes.error(404, context -> {
            if (context.resultInputStream() == null) {
                bare(context, 404);
            }
        });
    }

    /// An error of the JVM, such as a stack that overflows: the mappings of [#install] see exceptions only.
    static void fatal(HttpServletResponse response, Error error) {
        LOG.error("request failed", error);
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(500);
        response.setContentType("application/json");
        try {
            response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(new Api.Problem(INTERNAL)));
        } catch (IOException _) {
            // The caller is gone.
        }
    }

    static void correlate(Context context) {
        String id = correlation(context.header(CORRELATION));
        context.header(CORRELATION, id);
        MDC.put("correlation", id);
    }

    /// The caller's own id where it is one, or a new one. It names a request in the log and is no secret.
    static String correlation(@Nullable String given) {
        if (given != null && PLAIN_ID.matcher(given).matches()) {
            return given;
        }
        RandomGenerator random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static void unexpected(Exception e, Context context) {
        if (Database.unreachable(e)) {
            LOG.warn("the database cannot be reached");
            reply(context, 503, "DEPENDENCY_FAILURE", "The service is not available at the moment.", Map.of());
        } else if (badData(e)) {
            reply(context, 422, "INVALID_INPUT", "A value holds characters that cannot be stored.", Map.of());
        } else {
            LOG.error("request failed", e);
            bare(context, 500);
        }
    }

    /// SQLSTATE class 22: the database refused a value, such as a NUL character in a text.
    private static boolean badData(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            @Nullable String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
            if (state != null && state.startsWith("22")) {
                return true;
            }
        }
        return false;
    }

    private static void bare(Context context, int status) {
        switch (status) {
            case 404 -> reply(context, 404, "NOT_FOUND", "There is nothing at this address.", Map.of());
            case 413 -> reply(context, 413, "PAYLOAD_TOO_LARGE", "The request is too large.", Map.of());
            case 500 -> reply(context, 500, INTERNAL);
            default -> reply(context, status, "REQUEST_REFUSED", "The request cannot be handled.", Map.of());
        }
    }

    private static void reply(Context context, int status, String code, String message, Map<String, Object> details) {
        reply(context, status, new Api.ProblemBody(code, message, details));
    }

    private static void reply(Context context, int status, Api.ProblemBody problem) {
        Exchange.reply(context, status, new Api.Problem(problem));
        if (context instanceof JavalinWsServletContext) {
            // Of a refused upgrade Javalin sends the status and the headers alone.
            Exchange.flush(context);
        }
    }
}
