package dev.hivesync.server.api;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Health, metrics and the description of this API.
final class Operations {

    private static final String STARTED = "started";
    private static final long MICROS = 1_000;

    private final Gate gate;
    private final Health health;
    private final Metrics metrics;
    private final ApiDocument document = ApiDocument.load();

    Operations(Gate gate, Health health, Metrics metrics) {
        this.gate = gate;
        this.health = health;
        this.metrics = metrics;
    }

    void install(JavalinConfig config, String base) {
        RoutesConfig routes = config.routes;
        routes.before(context -> context.attribute(STARTED, System.nanoTime()));
        routes.after(this::observe);
        // Upgrades pass by the filters above.
        config.requestLogger.ws(ws -> ws.onUpgrade((context, millis) -> metrics.request(
                route(context), context.statusCode(), Duration.ofNanos((long) (millis * MICROS * MICROS)))));
        Reads.install(routes, base + "/health", context -> Exchange.reply(context, 200, Map.of("status", "ok")));
        Reads.install(routes, base + "/health/deep", this::deep);
        Reads.install(routes, base + "/metrics", this::scrape);
        Reads.install(routes, base + "/openapi.json", document::reply);
    }

    private void observe(Context context) {
        Long started = context.attribute(STARTED);
        if (started != null) {
            metrics.request(route(context), context.statusCode(), Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private static String route(Context context) {
        @Nullable Endpoint endpoint = context.endpoints().matchedHttpEndpoint();
        return endpoint == null || endpoint.path.isEmpty() ? "none" : endpoint.method.name() + " " + endpoint.path;
    }

    private void deep(Context context) {
        gate.service(context);
        Health.Report report = health.look();
        Exchange.reply(context, report.databaseUp() ? 200 : 503, report);
    }

    private void scrape(Context context) {
        context.contentType(metrics.contentType()).result(metrics.scrape());
    }
}
