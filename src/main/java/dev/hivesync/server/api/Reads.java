package dev.hivesync.server.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/// Routes that read. Left to itself Javalin answers 200 to HEAD wherever there is a GET, and asks no handler: also
/// without a token.
final class Reads {

    private Reads() {}

    /// The same for GET and for HEAD, of which Jetty sends the head alone.
    static void install(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }
}
