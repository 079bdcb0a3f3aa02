package dev.hivesync.server.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The OpenAPI description of this API, written by hand and held against the running server by a test.
final class ApiDocument {

    private static final String RESOURCE = "openapi.json";

    private final byte[] json;

    private ApiDocument(byte[] json) {
        this.json = json;
    }

    static ApiDocument load() {
        try (InputStream in = ApiDocument.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the build has left out " + RESOURCE);
            }
            return new ApiDocument(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void reply(Context context) {
        context.contentType("application/json").result(json);
    }
}
