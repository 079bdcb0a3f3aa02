package dev.hivesync.server.api;

import dev.hivesync.wire.NotificationType;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.ToLongFunction;

/// What Prometheus reads. Labels are route templates, statuses and the names of types, kinds and workers: never an
/// id, a token or a path as sent.
final class Metrics {

    private static final double NANOS = 1e9;
    private static final PrometheusTextFormatWriter FORMAT = PrometheusTextFormatWriter.create();

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Histogram requests = Histogram.builder()
            .name("hivesync_http_request_duration_seconds")
            .help("Requests by route and status.")
            .labelNames("route", "status")
            .classicOnly()
            .register(registry);
    private final DistributionDataPoint unchanged = polls(304);
    private final DistributionDataPoint withRows = polls(200);

    private final Counter unparsed = Counter.builder()
            .name("hivesync_http_unparsed_total")
            .help("Requests refused before a route could see them.")
            .labelNames("status")
            .register(registry);
    private final Health health;

    /// @param created how many notifications of a type this instance has stored
    Metrics(Health health, ToLongFunction<NotificationType> created) {
        this.health = health;
        CounterWithCallback.builder()
                .name("hivesync_notifications_created_total")
                .help("Notifications that this instance has stored, by type.")
                .labelNames("type")
                .callback(counter -> {
                    for (NotificationType type : NotificationType.values()) {
                        counter.call((double) created.applyAsLong(type), type.wireName());
                    }
                })
                .register(registry);
    }

    /// @param route the template, or `none` where no route matched
    void request(String route, int status, Duration took) {
        requests.labelValues(route, Integer.toString(status)).observe(took.toNanos() / NANOS);
    }

    /// A poll that was answered before it came to its route, with 200 or 304.
    void polled(int status, Duration took) {
        (status == 304 ? unchanged : withRows).observe(took.toNanos() / NANOS);
    }

    private DistributionDataPoint polls(int status) {
        return requests.labelValues("GET " + HttpApi.BASE + "/notifications", Integer.toString(status));
    }

    void unparsed(int status) {
        unparsed.labelValues(Integer.toString(status)).inc();
    }

    String contentType() {
        return FORMAT.getContentType();
    }

    byte[] scrape() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            FORMAT.write(text, registry.scrape());
            FORMAT.write(text, state(health.look()).scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toByteArray();
    }

    /// What is looked up at each scrape. All of it comes from one look, so that a scrape costs two statements.
    private static PrometheusRegistry state(Health.Report report) {
        PrometheusRegistry state = new PrometheusRegistry();
        gauge("hivesync_database_up", "Whether the database answers.")
                .callback(gauge -> gauge.call(report.databaseUp() ? 1 : 0))
                .register(state);
        gauge("hivesync_bus_connected", "Whether the other instances can be heard.")
                .callback(gauge -> gauge.call(report.busConnected() ? 1 : 0))
                .register(state);
        gauge("hivesync_live_sockets", "Clients on the live channel of this instance.")
                .callback(gauge -> gauge.call(report.liveSockets()))
                .register(state);
        gauge("hivesync_worker_up", "Whether a kind of worker was heard of lately, on any instance.")
                .labelNames("worker")
                .callback(gauge -> report.workers().forEach(worker -> gauge.call(worker.up() ? 1 : 0, worker.worker())))
                .register(state);
        gauge("hivesync_jobs_waiting", "Jobs that wait for a worker, over all instances.")
                .labelNames("kind")
                .callback(gauge -> report.queue().forEach((kind, waiting) -> gauge.call(waiting, kind)))
                .register(state);
        gauge("hivesync_database_connections", "Connections of this instance's pool, and who waits for one.")
                .labelNames("state")
                .callback(gauge -> {
                    gauge.call(report.pool().active(), "active");
                    gauge.call(report.pool().idle(), "idle");
                    gauge.call(report.pool().waiting(), "waiting");
                })
                .register(state);
        gauge("hivesync_database_connections_max", "The most connections this instance's pool may hold.")
                .callback(gauge -> gauge.call(report.pool().max()))
                .register(state);
        return state;
    }

    private static GaugeWithCallback.Builder gauge(String name, String help) {
        return GaugeWithCallback.builder().name(name).help(help);
    }
}
