package dev.hivesync.server.api;

import dev.hivesync.wire.Json;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Bodies in and out, always through the one JSON codec.
final class Exchange {

    static final int MAX_BODY = 256 * 1024;

    /// How much of a body that is refused for its size is read and thrown away, in bytes.
    private static final long MAX_DISCARDED = 64L * 1024 * 1024;

    private Exchange() {}

    /// Reads a JSON body of at most [#MAX_BODY] bytes, whatever its headers claim.
    static <T> T body(Context context, Class<T> type) {
        byte[] bytes = bytes(context);
        try {
            T value = Json.MAPPER.readValue(bytes, type);
            if (value == null) {
                throw ApiException.invalid("body", "The body must be a JSON object.");
            }
            return value;
        } catch (JacksonException _) {
            throw ApiException.invalid("body", "The body is not the JSON this call takes.");
        }
    }

    static boolean hasBody(Context context) {
        return bytes(context).length > 0;
    }

    private static byte[] bytes(Context context) {
        byte @Nullable [] read = context.attribute("body");
        if (read != null) {
            return read;
        }
        try (InputStream in = context.req().getInputStream()) {
            byte[] bytes = in.readNBytes(MAX_BODY + 1);
            if (bytes.length > MAX_BODY) {
                // A caller that is still sending when the connection closes may never see the answer.
                var _ = in.skip(MAX_DISCARDED);
                throw ApiException.tooLarge();
            }
            context.attribute("body", bytes);
            return bytes;
        } catch (IOException _) {
            // The caller went away or has stopped in the middle.
            throw ApiException.incomplete();
        }
    }

    static void reply(Context context, int status, Object body) {
        context.status(status).contentType("application/json").result(Json.MAPPER.writeValueAsBytes(body));
    }

    /// Sends what [#reply] has prepared, past Javalin.
    static void flush(Context context) {
        try (InputStream prepared = context.resultInputStream()) {
            if (prepared != null) {
                prepared.transferTo(context.res().getOutputStream());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Like [#reply], past Javalin, which would turn any answer with the asked-for ETag into a 304 by itself. Ours
    /// also mean a place in the stream: whether one is a 304 is decided before.
    static void replyWithEtag(Context context, String etag, ByteBuffer body) {
        HttpServletResponse response = context.res();
        response.setHeader("ETag", etag);
        response.setContentType("application/json");
        response.setContentLength(body.remaining());
        try {
            response.getOutputStream().write(body.array(), body.arrayOffset() + body.position(), body.remaining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A text the caller must give, in bounds. Components of a request may be missing whatever their type says.
    static String need(String field, @Nullable String value, int max) {
        if (value == null || value.isBlank()) {
            throw ApiException.invalid(field, "\"" + field + "\" is missing.");
        }
        if (value.length() > max) {
            throw ApiException.invalid(field, "\"" + field + "\" is too long.");
        }
        return value;
    }

    /// An id or a name of an action: short and without anything that needs quoting.
    static String needId(String field, @Nullable String value) {
        String id = need(field, value, 64);
        if (!id.matches("[A-Za-z0-9._:-]+")) {
            throw ApiException.invalid(field, "\"" + field + "\" may hold letters, digits and . _ : - only.");
        }
        return id;
    }
}
