package dev.hivesync.server;

import dev.hivesync.server.api.Limits;
import dev.hivesync.server.store.Accounts;
import dev.hivesync.server.store.Database;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LocalServer;
import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/// A local server: the backend on an embedded PostgreSQL, with a user, two projects and activity. While it
/// serves, `local-server.json` tells the programs of this user how to reach it.
public final class BuiltInServer implements AutoCloseable {

    public static final String EMAIL = "you@hivesync.local";

    /// The one user of a local server.
    public static final String USER = "u-local";

    /// The checkout, where there is one.
    public static final String MAIN_PROJECT = "proj-main";

    public static final String DEMO_PROJECT = "proj-demo";

    private static final String LOOPBACK = "127.0.0.1";

    private final LocalServer address;
    private final EmbeddedDatabase postgres;
    private final Deque<AutoCloseable> parts;
    private final AtomicBoolean closed = new AtomicBoolean();

    private BuiltInServer(LocalServer address, EmbeddedDatabase postgres, Deque<AutoCloseable> parts) {
        this.address = address;
        this.postgres = postgres;
        this.parts = parts;
    }

    /// @param home where `local-server.json` and the data go
    /// @param binaries where PostgreSQL's programs are unpacked
    /// @param port 0 for one that is free
    /// @param checkout the repository of the first project; without it there is the demo project alone
    /// @param demo chance for simulated activity; empty for none
    public record Options(Path home, Path binaries, int port, Optional<Path> checkout, Optional<RandomGenerator> demo) {

        /// All files under `home`.
        public static Options in(Path home, int port, Optional<Path> checkout, Optional<RandomGenerator> demo) {
            return new Options(home, home.resolve("server").resolve("bin"), port, checkout, demo);
        }
    }

    /// Serves when it returns.
    public static BuiltInServer start(Options options, Clock clock) throws ServerStartException {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return start(options, clock, parts);
        } catch (IOException e) {
            Closing.all(parts);
            throw new ServerStartException(
                    "The local server cannot write to " + options.home() + ". Make it writable, or set HIVESYNC_HOME.",
                    e);
        } catch (ServerStartException | RuntimeException e) {
            Closing.all(parts);
            throw e;
        }
    }

    private static BuiltInServer start(Options options, Clock clock, Deque<AutoCloseable> parts)
            throws ServerStartException, IOException {
        PrivateFile.directory(options.home());
        Path directory = PrivateFile.directory(options.home().resolve("server"));
        EmbeddedDatabase postgres = EmbeddedDatabase.start(directory, options.binaries());
        parts.push(postgres);
        Database database = open(postgres, directory);
        parts.push(database);

        Secrets secrets = new Secrets(new SecureRandom());
        Path passwordFile = directory.resolve("user.password");
        boolean known = Files.exists(passwordFile);
        String password = secrets.kept(passwordFile);
        Accounts accounts = new Accounts(database);
        // Hashing takes its time on purpose: only where the database does not have this password yet.
        if (!known || accounts.byId(USER).isEmpty()) {
            new Provision(database).user(USER, EMAIL, password);
        }
        projects(accounts, options.checkout());
        String serviceKey = secrets.fresh();
        Backend backend = Backend.start(
                database,
                new Backend.Settings(
                        LOOPBACK,
                        options.port(),
                        // Beside the database, not in it: cursors stay readable when the data is begun anew.
                        secrets.kept(directory.resolve("jwt.secret")),
                        serviceKey,
                        false,
                        Optional.of(directory),
                        options.demo().map(random -> new Backend.DemoActivity(USER, DEMO_PROJECT, random)),
                        Limits.DEFAULT),
                clock);
        parts.push(backend);

        LocalServer address = new LocalServer(
                backend.url(),
                EMAIL,
                password,
                serviceKey,
                postgres.jdbcUrl(),
                ProcessHandle.current().pid());
        Path file = options.home().resolve(LocalServer.FILE);
        PrivateFile.write(file, Json.MAPPER.writeValueAsString(address));
        parts.push(() -> Files.deleteIfExists(file));
        return new BuiltInServer(address, postgres, parts);
    }

    private static Database open(EmbeddedDatabase postgres, Path directory) throws ServerStartException {
        try {
            return Database.open(postgres.jdbcUrl());
        } catch (RuntimeException e) {
            throw new ServerStartException(
                    "The local data in " + directory.resolve("pg")
                            + " is damaged or of another version. Move the directory away to begin anew.",
                    e);
        }
    }

    private static void projects(Accounts accounts, Optional<Path> checkout) {
        checkout.map(Path::toAbsolutePath).ifPresent(path -> {
            Path name = path.normalize().getFileName();
            accounts.save(new Accounts.Project(
                    MAIN_PROJECT, USER, name == null ? "Checkout" : name.toString(), path.toString()));
        });
        accounts.save(new Accounts.Project(DEMO_PROJECT, USER, "Demo project (simulated)", null));
    }

    /// What `local-server.json` says.
    public LocalServer address() {
        return address;
    }

    /// Completes when the database has ended by itself; nothing is served any more and all that is left is to close.
    public CompletableFuture<Void> died() {
        return postgres.died();
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            Closing.all(parts);
        }
    }
}
