package dev.hivesync.app;

import dev.hivesync.server.Backend;
import dev.hivesync.server.BuiltInServer;
import dev.hivesync.server.Provision;
import dev.hivesync.server.ServerStartException;
import dev.hivesync.server.api.Limits;
import dev.hivesync.server.store.Database;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LocalServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import picocli.CommandLine.Parameters;

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
        return new CommandLine(this)
                .addSubcommand("user", new CommandLine(new Group("user")).addSubcommand("add", new UserAdd(this)))
                .addSubcommand(
                        "project", new CommandLine(new Group("project")).addSubcommand("add", new ProjectAdd(this)));
    }

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            throw new CommandFailure(ExitCode.USAGE, "--port must be a number from 0 to 65535.");
        }
        try {
            return database == null ? local() : onDatabase(database);
        } catch (ServerStartException e) {
            throw new CommandFailure(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()));
        }
    }

    private int local() throws ServerStartException {
        BuiltInServer server = BuiltInServer.start(
                BuiltInServer.Options.in(
                        home.create().root(), port, Checkout.directory(), Optional.of(new SecureRandom())),
                clock);
        return serve(server.address().url(), server, server.died());
    }

    private int onDatabase(String jdbcUrl) throws ServerStartException {
        String secret = needed("JWT_SECRET");
        String key = needed("SERVICE_KEY");
        Limits limits = limits();
        Database opened = open(jdbcUrl);
        try {
            Backend backend = Backend.start(
                    opened,
                    new Backend.Settings(
                            environment.getOrDefault("HIVESYNC_BIND", "127.0.0.1"),
                            port,
                            secret,
                            key,
                            Boolean.parseBoolean(environment.getOrDefault("MASK_SYSTEM", "false")),
                            Optional.of(home.create().root().resolve("server")),
                            Optional.empty(),
                            limits),
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
        return open(
                jdbcUrl != null
                        ? jdbcUrl
                        : database != null ? database : running(home).database());
    }

    private static Database open(String jdbcUrl) {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--database takes a JDBC URL such as jdbc:postgresql://host/name?user=me.");
        }
        try {
            return Database.open(jdbcUrl);
        } catch (RuntimeException _) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE, "The database cannot be reached or refuses the sign-in. Check --database.");
        }
    }

    /// What the running local server says of itself.
    static LocalServer running(Home home) {
        Path file = home.localServer();
        try {
            LocalServer server = Json.MAPPER.readValue(Files.readString(file), LocalServer.class);
            if (server != null && ProcessHandle.of(server.pid()).isPresent()) {
                return server;
            }
        } catch (IOException | RuntimeException _) {
            // Missing, unreadable and half-written all mean the same to the person.
        }
        throw new CommandFailure(
                ExitCode.UNREACHABLE, "No local server is running. Start one with \"server\", or start the app.");
    }

    /// Only holds subcommands.
    @Command
    private static final class Group implements Callable<Integer> {
        private final String name;

        Group(String name) {
            this.name = name;
        }

        @Override
        public Integer call() {
            throw new CommandFailure(ExitCode.USAGE, "Say what to do: server " + name + " add …");
        }
    }

    @Command(name = "add", description = "Add a user; the password is read from standard input.")
    private static final class UserAdd implements Callable<Integer> {
        private final ServerCommand server;

        @Parameters(paramLabel = "EMAIL")
        private String email = "";

        @Option(names = "--database", paramLabel = "JDBC_URL")
        private @Nullable String database;

        UserAdd(ServerCommand server) {
            this.server = server;
        }

        @Override
        public Integer call() throws IOException {
            if (!email.matches("[^@\\s]+@[^@\\s]+")) {
                throw new CommandFailure(ExitCode.USAGE, "That is not an email address.");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(server.in, StandardCharsets.UTF_8));
            String password = reader.readLine();
            if (password == null || password.length() < 8) {
                throw new CommandFailure(ExitCode.USAGE, "Give a password of at least 8 characters on standard input.");
            }
            try (Database opened = server.provisioned(database)) {
                server.out.println(new Provision(opened).user(email, password));
            }
            return ExitCode.DONE;
        }
    }

    @Command(name = "add", description = "Add a project.")
    private static final class ProjectAdd implements Callable<Integer> {
        private final ServerCommand server;

        @Parameters(paramLabel = "ID")
        private String id = "";

        @Option(names = "--owner", required = true, paramLabel = "EMAIL")
        private String owner = "";

        @Option(names = "--name", paramLabel = "N")
        private @Nullable String name;

        @Option(names = "--repo", paramLabel = "PATH", description = "A repository on the server's machine.")
        private @Nullable Path repository;

        @Option(names = "--database", paramLabel = "JDBC_URL")
        private @Nullable String database;

        ProjectAdd(ServerCommand server) {
            this.server = server;
        }

        @Override
        public Integer call() {
            if (!id.matches("[A-Za-z0-9._:-]{1,64}")) {
                throw new CommandFailure(ExitCode.USAGE, "A project id has up to 64 letters, digits and . _ : - only.");
            }
            if (repository != null && !Files.isDirectory(repository)) {
                throw new CommandFailure(ExitCode.USAGE, "--repo must be a directory that exists.");
            }
            Optional<String> path = Optional.ofNullable(repository)
                    .map(given -> given.toAbsolutePath().normalize().toString());
            try (Database opened = server.provisioned(database)) {
                if (!new Provision(opened).project(id, owner, name == null ? id : name, path)) {
                    throw new CommandFailure(ExitCode.REFUSED, "There is no user with that email. Add the user first.");
                }
            }
            server.out.println(id);
            return ExitCode.DONE;
        }
    }
}
