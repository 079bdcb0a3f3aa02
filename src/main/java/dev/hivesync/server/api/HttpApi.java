package dev.hivesync.server.api;

import dev.hivesync.server.live.Hub;
import dev.hivesync.server.live.Publisher;
import dev.hivesync.server.live.Revisions;
import dev.hivesync.server.store.Accounts;
import dev.hivesync.server.store.Database;
import dev.hivesync.server.store.Jobs;
import dev.hivesync.server.store.PayloadRules;
import dev.hivesync.server.store.Sessions;
import dev.hivesync.server.store.Stream;
import dev.hivesync.server.store.Workers;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The HTTP server. It serves when [#start] has returned, and drains in [#close].
public final class HttpApi implements AutoCloseable {

    static final String BASE = "/api/v1";

    private static final long DRAIN_MS = 5_000;
    private static final int MAX_THREADS = 200;
    private static final int SEND_BUFFER = 256 * 1024;
    private static final Duration SOCKET_IDLE = Duration.ofSeconds(60);

    private final Javalin javalin;
    private final int port;
    private final LiveRoutes live;
    private final Set<String> routes;
    private final RowPolls rows;
    private final ExecutorService threads;

    private HttpApi(Javalin javalin, LiveRoutes live, Set<String> routes, RowPolls rows, ExecutorService threads) {
        this.javalin = javalin;
        // Read once: a listener that has been closed knows its port no more, and answers a negative number.
        this.port = javalin.port();
        this.live = live;
        this.routes = routes;
        this.rows = rows;
        this.threads = threads;
    }

    /// @param jwtSecret at least 32 bytes
    /// @param jobIdPrefix of the jobs that users queue; a server with a demo worker marks them by it
    public record Settings(
            String host, int port, String jwtSecret, String serviceKey, String jobIdPrefix, Limits limits) {
        @Override
        public String toString() {
            return "Settings[" + host + ":" + port + "]";
        }
    }

    /// The parts that the routes are made of.
    ///
    /// @param bus whether the other instances can be heard
    public record Parts(
            Database database,
            Accounts accounts,
            Sessions sessions,
            Workers workers,
            Stream stream,
            Jobs jobs,
            PayloadRules rules,
            Publisher publisher,
            Hub hub,
            BooleanSupplier bus,
            Revisions revisions,
            Passwords passwords,
            SecureRandom random,
            InstantSource clock) {}

    /// @throws io.javalin.util.JavalinBindException where the port is taken
    public static HttpApi start(Settings settings, Parts parts) {
        byte[] secret = settings.jwtSecret().getBytes(StandardCharsets.UTF_8);
        AccessTokens tokens = new AccessTokens(secret, parts.clock());
        Gate gate = new Gate(tokens, settings.serviceKey());
        Cursors cursors = new Cursors(secret, parts.database().epoch());
        Guard guard = new Guard(settings.limits(), parts.clock());
        Projects projects = new Projects(parts.accounts());
        LiveRoutes live = new LiveRoutes(gate, parts.hub(), parts.clock());
        Health health = new Health(parts.database(), parts.jobs(), parts.workers(), parts.bus(), live::connected);
        Metrics metrics = new Metrics(health, parts.publisher()::created);
        Set<String> routes = new TreeSet<>();
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http-", 0).factory());
        Reading reading = new Reading(parts.stream(), parts.revisions(), cursors, parts.clock());
        RowPolls rows = new RowPolls(guard, reading, metrics);
        UnchangedPolls polls = new UnchangedPolls(gate, guard, parts.revisions(), cursors, metrics, rows, threads);
        Javalin javalin = Javalin.create(config -> {
            network(config, settings, metrics, polls);
            remember(config, routes);
            config.routes.before(Errors::correlate);
            new Operations(gate, health, metrics).install(config, BASE);
            new AccountRoutes(
                            gate, guard, parts.accounts(), parts.sessions(), tokens, parts.passwords(), parts.random())
                    .install(config.routes, BASE);
            new NotificationRoutes(gate, guard, reading, parts.publisher()).install(config.routes, BASE);
            new IngestRoutes(gate, guard, parts.accounts(), projects, parts.rules(), parts.publisher())
                    .install(config.routes, BASE);
            new JobRoutes(gate, projects, parts.jobs(), parts.publisher(), settings.jobIdPrefix())
                    .install(config.routes, BASE);
            live.install(config.routes, BASE);
            Errors.install(config.routes);
        });
        try {
            javalin.start();
        } catch (RuntimeException e) {
            live.close();
            javalin.stop();
            rows.close();
            threads.close();
            throw e;
        }
        return new HttpApi(javalin, live, routes, rows, threads);
    }

    private static void network(JavalinConfig config, Settings settings, Metrics metrics, UnchangedPolls polls) {
        config.concurrency.useVirtualThreads = true;
        config.jetty.threadPool = threadPool();
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.router.javaLangErrorHandler(Errors::fatal);
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = Exchange.MAX_BODY;
        config.http.defaultContentType = "application/json";
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(8 * 1024);
            // It remembers the headers of a connection. Behind a proxy each request brings another token and ETag,
            // and keeping them costs a fifth of an answer that says nothing has changed.
            http.setHeaderCacheSize(0);
        });
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
            connector.setHost(settings.host());
            connector.setPort(settings.port());
            // What a client that does not read may cost in the kernel, too. A page of 500 rows fits.
            connector.setAcceptedSendBufferSize(SEND_BUFFER);
            return connector;
        });
        config.jetty.modifyServer(server -> {
            server.setHandler(new GracefulHandler(polls));
            server.setStopTimeout(DRAIN_MS);
            server.setErrorHandler(new UnparsedRequests(metrics::unparsed));
        });
        config.jetty.modifyServletContextHandler(context -> {
            // Javalin asks for a servlet session at each upgrade, also at a refused one: none is kept, and no cookie.
            SessionHandler sessions = new SessionHandler();
            sessions.setUsingCookies(false);
            NullSessionCache cache = new NullSessionCache(sessions);
            cache.setSessionDataStore(new NullSessionDataStore());
            sessions.setSessionCache(cache);
            context.setSessionHandler(sessions);
        });
        config.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setIdleTimeout(SOCKET_IDLE);
            // Clients have nothing to say here.
            factory.setMaxTextMessageSize(1_024);
            factory.setMaxBinaryMessageSize(1_024);
        });
    }

    /// Platform threads for the few that select and accept. What may block runs on virtual ones: the routes on those of
    /// [UnchangedPolls], live sockets on Jetty's own.
    private static QueuedThreadPool threadPool() {
        QueuedThreadPool pool = new QueuedThreadPool(MAX_THREADS, 1);
        pool.setName("jetty");
        pool.setDaemon(true);
        pool.setReservedThreads(0);
        pool.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("jetty-", 0).factory()));
        return pool;
    }

    private static void remember(JavalinConfig config, Set<String> routes) {
        config.events.handlerAdded(added -> {
            // HEAD is said by HTTP, not by this API.
            if (added.getHttpMethod().isHttpMethod() && !added.getHttpMethod().equals(HandlerType.HEAD)) {
                routes.add(added.getHttpMethod().name() + " " + added.getPath());
            }
        });
        // An upgrade begins as a GET.
        config.events.wsHandlerAdded(added -> routes.add("GET " + added.getPath()));
    }

    /// Every route with its method, such as `GET /api/v1/health`.
    public Set<String> routes() {
        return Set.copyOf(routes);
    }

    /// Stays what it was after [#close].
    public int port() {
        return port;
    }

    /// How many clients listen on the live channel.
    public int listeners() {
        return live.connected();
    }

    @Override
    public void close() {
        live.close();
        javalin.stop();
        rows.close();
        threads.close();
    }
}
