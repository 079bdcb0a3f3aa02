package dev.hivesync.server.api;

import dev.hivesync.server.store.Database;
import dev.hivesync.server.store.Jobs;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Health and metrics. Labels are route templates and statuses: never an id, a token or a path as sent.
final class Operations {

    private static final String STARTED = "started";
    private static final double NANOS = 1e9;

    private final Gate gate;
    private final Jobs jobs;
    private final IntSupplier listeners;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Histogram requests = Histogram.builder()
            .name("hivesync_http_request_duration_seconds")
            .help("Requests by route and status.")
            .labelNames("route", "status")
            .classicOnly()
            .register(registry);

    Operations(Gate gate, Jobs jobs, IntSupplier listeners) {
        this.gate = gate;
        this.jobs = jobs;
        this.listeners = listeners;
        GaugeWithCallback.builder()
                .name("hivesync_live_sockets")
                .help("Clients on the live channel of this instance.")
                .callback(gauge -> gauge.call(listeners.getAsInt()))
                .register(registry);
    }

    void install(RoutesConfig routes, String base) {
        routes.before(context -> context.attribute(STARTED, System.nanoTime()));
        routes.after(this::observe);
        routes.get(base + "/health", context -> Exchange.reply(context, 200, Map.of("status", "ok")));
        routes.get(base + "/health/deep", this::deep);
        routes.get(base + "/metrics", this::metrics);
    }

    private void observe(Context context) {
        Long started = context.attribute(STARTED);
        @Nullable Endpoint endpoint = context.endpoints().matchedHttpEndpoint();
        String route = endpoint == null ? "none" : endpoint.method.name() + " " + endpoint.path;
        if (started != null) {
            requests.labelValues(route, Integer.toString(context.statusCode()))
                    .observe((System.nanoTime() - started) / NANOS);
        }
    }

    private void deep(Context context) {
        gate.service(context);
        try {
            Exchange.reply(
                    context,
                    200,
                    Map.of(
                            "status",
                            "ok",
                            "database",
                            "ok",
                            "queue",
                            jobs.waiting(),
                            "live_sockets",
                            listeners.getAsInt()));
        } catch (RuntimeException e) {
            if (!Database.unreachable(e)) {
                throw e;
            }
            Exchange.reply(context, 503, Map.of("status", "failed", "database", "failed"));
        }
    }

    private void metrics(Context context) {
        gate.service(context);
        PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.contentType(writer.getContentType()).result(text.toByteArray());
    }
}
