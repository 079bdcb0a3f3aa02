package dev.hivesync.app;

import dev.hivesync.server.Backend;
import dev.hivesync.server.BuiltInServer;
import dev.hivesync.server.ServerStartException;
import dev.hivesync.server.api.Limits;
import dev.hivesync.server.store.Database;
import dev.hivesync.wire.LocalServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `server`: the backend alone, and its provisioning.
@Command(name = "server", description = "Run the backend; without --database on an embedded PostgreSQL.")
final class ServerCommand implements Callable<Integer> {

    private static final int DEFAULT_PORT = 8080;

    private final Home home;
    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintStream out;
    private final Clock clock;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "" + DEFAULT_PORT,
            description = "Port to serve on, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = DEFAULT_PORT;

    @Option(names = "--database", paramLabel = "JDBC_URL", description = "A PostgreSQL of yours.")
    private @Nullable String database;

    ServerCommand(Home home, Map<String, String> environment, InputStream in, PrintStream out, Clock clock) {
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.in = in;
        this.out = out;
        this.clock = clock;
    }

    /// This command with `user add` and `project add` below it.
    CommandLine commandLine() {
        return ProvisionCommands.addTo(new CommandLine(this), in, out, this::provisioned);
    }

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            throw new CommandFailure(ExitCode.USAGE, "--port must be a number from 0 to 65535.");
        }
        try {
            String url = configured();
            return url == null ? local() : onDatabase(url);
        } catch (ServerStartException e) {
            throw new CommandFailure(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()));
        }
    }

    /// The option, or the environment: a container has no command line of its own.
    private @Nullable String configured() {
        String url = database == null ? environment.getOrDefault("HIVESYNC_DATABASE", "") : database;
        return url.isBlank() ? null : url;
    }

    /// Apart from the app's, which may run on the same files.
    private void log() {
        try {
            Logging.to(home.create().logs().resolve("server"));
        } catch (IOException _) {
            throw home.unwritable();
        }
    }

    private int local() throws ServerStartException {
        log();
        BuiltInServer server = BuiltInServer.start(
                BuiltInServer.Options.in(
                        home.create().root(),
                        port,
                        Checkout.directory(),
                        Target.demo(environment) ? Optional.of(new SecureRandom()) : Optional.empty()),
                clock);
        return serve(server.address().url(), server, server.died());
    }

    private int onDatabase(String jdbcUrl) throws ServerStartException {
        String secret = needed("JWT_SECRET");
        if (secret.getBytes(StandardCharsets.UTF_8).length < Backend.SHORTEST_SECRET) {
            throw new CommandFailure(ExitCode.USAGE, "JWT_SECRET must have at least 32 bytes.");
        }
        String key = needed("SERVICE_KEY");
        Limits limits = limits();
        boolean maskSystem = Switches.on(environment, "MASK_SYSTEM", false);
        log();
        Database opened = open(jdbcUrl);
        try {
            Backend backend = Backend.start(
                    opened,
                    new Backend.Settings(
                            environment.getOrDefault("HIVESYNC_BIND", "127.0.0.1"),
                            port,
                            secret,
                            key,
                            maskSystem,
                            Optional.of(home.create().root().resolve("server")),
                            Optional.empty(),
                            limits),
                    Backend.bus(opened, environment.get("NATS_URL")),
                    clock);
            AutoCloseable both = () -> {
                backend.close();
                opened.close();
            };
            return serve(backend.url(), both, new CompletableFuture<>());
        } catch (ServerStartException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private Limits limits() {
        try {
            return Limits.from(environment);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private String needed(String variable) {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "Set " + variable + " in the environment: a server on --database needs it.");
        }
        return value;
    }

    /// Until a signal comes, which ends the program with 0 after a clean stop, or the database dies.
    private int serve(String url, AutoCloseable server, CompletableFuture<Void> died) {
        Thread stop = Thread.ofPlatform().name("stop").unstarted(() -> {
            close(server);
            // The JVM would report 143; a stop that was asked for is not a failure.
            Runtime.getRuntime().halt(ExitCode.DONE);
        });
        Runtime.getRuntime().addShutdownHook(stop);
        out.println("HiveSync server at " + url);
        out.flush();
        died.join();
        if (Runtime.getRuntime().removeShutdownHook(stop)) {
            close(server);
        }
        throw new CommandFailure(
                ExitCode.UNREACHABLE, "The embedded PostgreSQL has stopped by itself. Start the server again.");
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception _) {
            // Each part logs its own trouble; there is nothing left to do for the whole.
        }
    }

    /// The database of `--database`, or of the local server that runs.
    private Database provisioned(@Nullable String jdbcUrl) {
        String url = jdbcUrl == null ? configured() : jdbcUrl;
        return open(url == null ? running(home).database() : url);
    }

    private Database open(String jdbcUrl) {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--database takes a JDBC URL such as jdbc:postgresql://host/name.");
        }
        try {
            return Database.open(jdbcUrl, Database.Login.from(environment));
        } catch (RuntimeException _) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "The database cannot be reached or refuses the sign-in. Check --database, PGUSER and PGPASSWORD.");
        }
    }

    /// What the running local server says of itself.
    static LocalServer running(Home home) {
        return LocalServers.found(home)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.UNREACHABLE,
                        "No local server is running. Start one with \"server\", or start the app."));
    }
}
