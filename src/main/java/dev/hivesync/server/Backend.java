package dev.hivesync.server;

import dev.hivesync.server.api.HttpApi;
import dev.hivesync.server.api.Limits;
import dev.hivesync.server.api.Passwords;
import dev.hivesync.server.live.Bus;
import dev.hivesync.server.live.Hub;
import dev.hivesync.server.live.NatsBus;
import dev.hivesync.server.live.PgBus;
import dev.hivesync.server.live.Publisher;
import dev.hivesync.server.live.Relay;
import dev.hivesync.server.live.Revisions;
import dev.hivesync.server.store.Accounts;
import dev.hivesync.server.store.Database;
import dev.hivesync.server.store.Jobs;
import dev.hivesync.server.store.Notifications;
import dev.hivesync.server.store.PayloadRules;
import dev.hivesync.server.store.Previews;
import dev.hivesync.server.store.Retention;
import dev.hivesync.server.store.Sessions;
import dev.hivesync.server.store.Stream;
import dev.hivesync.server.store.Workers;
import dev.hivesync.server.worker.Cleanup;
import dev.hivesync.server.worker.Demo;
import dev.hivesync.server.worker.Heartbeat;
import dev.hivesync.server.worker.Pace;
import dev.hivesync.server.worker.RepoSync;
import dev.hivesync.server.worker.WorkerThread;
import dev.hivesync.wire.PrivateFile;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The backend on one database: its API and its workers. This is the server's composition root.
public final class Backend implements AutoCloseable {

    /// Of the JWT secret, in bytes.
    public static final int SHORTEST_SECRET = 32;

    private final Database database;
    private final HttpApi api;
    private final Publisher publisher;
    private final Relay relay;
    private final String host;
    private final Deque<AutoCloseable> parts;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Backend(
            Database database, HttpApi api, Publisher publisher, Relay relay, String host, Deque<AutoCloseable> parts) {
        this.database = database;
        this.api = api;
        this.publisher = publisher;
        this.relay = relay;
        this.host = host;
        this.parts = parts;
    }

    /// Simulated activity on one project.
    ///
    /// @param userId the project's owner
    public record DemoActivity(String userId, String projectId, RandomGenerator random) {}

    /// @param port 0 for one that is free
    /// @param jwtSecret at least 32 bytes
    /// @param maskSystem hides the text of system notices
    /// @param directory where workers keep their files; empty runs no repo-sync worker
    public record Settings(
            String host,
            int port,
            String jwtSecret,
            String serviceKey,
            boolean maskSystem,
            Optional<Path> directory,
            Optional<DemoActivity> demo,
            Limits limits) {

        @Override
        public String toString() {
            return "Settings[" + host + ":" + port + "]";
        }
    }

    /// What joins this instance to the others on its database.
    ///
    /// @param natsUrl of the environment; null or blank for the database's own LISTEN and NOTIFY
    public static Bus bus(Database database, @Nullable String natsUrl) throws ServerStartException {
        if (natsUrl == null || natsUrl.isBlank()) {
            return new PgBus(database);
        }
        try {
            return new NatsBus(natsUrl.strip(), database.epoch());
        } catch (IllegalArgumentException _) {
            // Without the cause, which holds the address and its password.
            throw new ServerStartException("NATS_URL must be an address such as nats://host:4222.");
        }
    }

    /// As [#start(Database, Settings, Bus, InstantSource)], over PostgreSQL's own bus.
    public static Backend start(Database database, Settings settings, InstantSource clock) throws ServerStartException {
        return start(database, settings, new PgBus(database), clock);
    }

    /// Serves when it returns. The database belongs to the caller, who closes it afterwards.
    public static Backend start(Database database, Settings settings, Bus bus, InstantSource clock)
            throws ServerStartException {
        return start(database, settings, bus, new Passwords(), clock);
    }

    static Backend start(Database database, Settings settings, Bus bus, Passwords passwords, InstantSource clock)
            throws ServerStartException {
        if (settings.jwtSecret().getBytes(StandardCharsets.UTF_8).length < SHORTEST_SECRET) {
            throw new ServerStartException("JWT_SECRET must have at least 32 bytes.");
        }
        Accounts accounts = new Accounts(database);
        Jobs jobs = new Jobs(database, clock);
        PayloadRules rules = new PayloadRules(settings.maskSystem());
        Hub hub = new Hub();
        Revisions revisions = new Revisions(clock);
        Stream stream = new Stream(database, clock);
        Workers workers = new Workers(database, clock);
        Relay relay = Relay.start(bus, hub, revisions, stream, RandomGenerator.getDefault());
        Publisher publisher = new Publisher(database, new Notifications(database, clock), jobs, rules, relay);

        Deque<AutoCloseable> parts = new ArrayDeque<>();
        // Closed last: it sends what the others still had to say.
        parts.push(relay);
        HttpApi api;
        try {
            api = serve(
                    settings,
                    new HttpApi.Parts(
                            database,
                            accounts,
                            new Sessions(database, clock),
                            workers,
                            stream,
                            jobs,
                            rules,
                            publisher,
                            hub,
                            relay::connected,
                            revisions,
                            passwords,
                            new SecureRandom(),
                            clock));
        } catch (ServerStartException | RuntimeException e) {
            Closing.all(parts);
            throw e;
        }
        parts.push(api);
        Backend backend = new Backend(database, api, publisher, relay, settings.host(), parts);
        settings.directory().ifPresent(directory -> {
            Pace pace = new Pace();
            RepoSync sync = new RepoSync(accounts, jobs, rules, publisher, directory, clock, pace);
            parts.push(WorkerThread.start("repo-sync", pace, new Heartbeat(workers, "repo-sync", sync)));
        });
        settings.demo().ifPresent(demo -> {
            Pace pace = new Pace();
            Demo worker = new Demo(jobs, rules, publisher, demo.random(), clock, pace, demo.userId(), demo.projectId());
            parts.push(WorkerThread.start("demo", pace, new Heartbeat(workers, "ai", worker)));
        });
        Pace pace = new Pace();
        Cleanup.Parts cleaned = new Cleanup.Parts(
                database,
                accounts,
                new Previews(database, clock),
                new Retention(database, clock),
                workers,
                rules,
                publisher);
        parts.push(WorkerThread.start("cleanup", pace, new Cleanup(cleaned, clock, pace)));
        return backend;
    }

    private static HttpApi serve(Settings settings, HttpApi.Parts parts) throws ServerStartException {
        String prefix = settings.demo().isPresent() ? "demo-job-" : "job-";
        settings.directory().ifPresent(Backend::make);
        try {
            return HttpApi.start(
                    new HttpApi.Settings(
                            settings.host(),
                            settings.port(),
                            settings.jwtSecret(),
                            settings.serviceKey(),
                            prefix,
                            settings.limits()),
                    parts);
        } catch (JavalinBindException e) {
            throw new ServerStartException(
                    "Port " + settings.port() + " is taken. Choose another one, or stop what uses it.", e);
        }
    }

    private static void make(Path directory) {
        try {
            PrivateFile.directory(directory);
            PrivateFile.directory(directory.resolve("mirrors"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Where clients reach it, without `/api/v1`; the same after [#close].
    public String url() {
        return "http://" + host + ":" + api.port();
    }

    /// How many clients listen on the live channel.
    public int listeners() {
        return api.listeners();
    }

    /// Whether it hears the other instances.
    public boolean hears() {
        return relay.connected();
    }

    /// Every route with its method, such as `GET /api/v1/health`.
    Set<String> routes() {
        return api.routes();
    }

    Publisher publisher() {
        return publisher;
    }

    Database database() {
        return database;
    }

    /// Workers first, then the API, which answers what it has begun. Again and again is the same as once.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        Closing.all(parts);
    }
}
