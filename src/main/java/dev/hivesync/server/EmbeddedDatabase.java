package dev.hivesync.server;

import dev.hivesync.wire.PrivateFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL of our own: data kept in a directory, every commit on disk, reachable from this machine alone and
/// only with the password in that directory.
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    private final Postmaster postmaster;
    private final Thread watch;
    private final String password;
    private final FileChannel lock;
    private final CompletableFuture<Void> died = new CompletableFuture<>();
    private final AtomicBoolean closing = new AtomicBoolean();

    private EmbeddedDatabase(EmbeddedPostgres postgres, Postmaster postmaster, String password, FileChannel lock) {
        this.postgres = postgres;
        this.password = password;
        this.lock = lock;
        this.postmaster = postmaster;
        this.watch = Thread.ofVirtual().name("postmaster-watch").start(() -> {
            if (postmaster.awaitEnd() && !closing.get()) {
                LOG.error("the embedded PostgreSQL has stopped by itself");
                died.complete(null);
            }
        });
    }

    /// Starts on the data in `directory`, creating it where there is none. A postmaster that a killed run left
    /// there is stopped first.
    ///
    /// @param binaries where PostgreSQL's programs are unpacked, once
    public static EmbeddedDatabase start(Path directory, Path binaries) throws ServerStartException {
        return start(directory, binaries, Map.of());
    }

    /// @param settings of the server, by the names PostgreSQL gives them, over those that are usual here
    public static EmbeddedDatabase start(Path directory, Path binaries, Map<String, String> settings)
            throws ServerStartException {
        FileChannel lock = null;
        try {
            PrivateFile.directory(directory);
            PrivateFile.directory(binaries);
            lock = lock(directory.resolve("lock"));
            // We hold the lock: whoever runs on this data now has lost its owner.
            Path data = directory.resolve("pg");
            Optional<Postmaster> orphan = Postmaster.of(data);
            if (orphan.isPresent()) {
                LOG.info("stopping the PostgreSQL that an earlier run left behind");
                orphan.get().stop();
            } else {
                Postmaster.letGo(data);
            }
            String password = new Secrets(new SecureRandom()).kept(directory.resolve("pg.password"));
            EmbeddedPostgres postgres = postgres(directory, binaries, settings);
            Postmaster postmaster = Postmaster.of(data)
                    .orElseThrow(() -> new IllegalStateException("PostgreSQL ended right after its start"));
            return new EmbeddedDatabase(postgres, postmaster, password, lock);
        } catch (IOException | IllegalStateException e) {
            release(lock);
            throw new ServerStartException(
                    "The local database in " + directory.resolve("pg")
                            + " cannot be started. Its own words are in postgres.log beside it; move the directory away to begin anew.",
                    e);
        } catch (ServerStartException e) {
            release(lock);
            throw e;
        }
    }

    private static EmbeddedPostgres postgres(Path directory, Path binaries, Map<String, String> settings)
            throws IOException {
        Path passwordFile = directory.resolve("pg.password");
        String password = Files.readString(passwordFile).strip();
        Path logFile = directory.resolve("postgres.log");
        PrivateFile.write(logFile, "");
        Redirect log = Redirect.to(logFile.toFile());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("pg"))
                .setOverrideWorkingDirectory(binaries.toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(STARTUP)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                // Options of initdb; --auth comes after the library's own "-A trust" and wins.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toAbsolutePath().toString())
                .setConnectConfig("password", password)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // The library passes -F; these come later and win.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                // Without DETAIL: its own log repeats no row that was refused.
                .setServerConfig("log_error_verbosity", "terse")
                .setServerConfig("max_connections", "60")
                .setServerConfig("shared_buffers", "64MB");
        settings.forEach(builder::setServerConfig);
        return builder.start();
    }

    private static FileChannel lock(Path file) throws IOException, ServerStartException {
        if (!Files.exists(file)) {
            PrivateFile.write(file, "");
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException _) {
            // Held by this very process: the same answer.
        }
        channel.close();
        throw new ServerStartException("A local HiveSync server is already running on this data. Stop it first.");
    }

    private static void release(@Nullable FileChannel lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                LOG.warn("the data directory's lock could not be released", e);
            }
        }
    }

    /// With user and password.
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    /// The same of another database of this server.
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database + "?user=postgres&password="
                + password;
    }

    /// Of the postmaster.
    public long pid() {
        return postmaster.pid();
    }

    /// Completes when the postmaster ends without having been asked to.
    public CompletableFuture<Void> died() {
        return died;
    }

    @Override
    public void close() {
        if (closing.getAndSet(true)) {
            return;
        }
        watch.interrupt();
        try {
            postgres.close();
        } catch (IOException e) {
            LOG.warn("the embedded PostgreSQL did not stop cleanly", e);
        } finally {
            release(lock);
        }
    }
}
