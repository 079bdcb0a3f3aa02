package dev.hivesync.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Properties;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/// A migrated PostgreSQL database behind a bounded pool. Whoever opens it closes it.
public final class Database implements AutoCloseable {

    private static final int CONNECTIONS = 10;
    private static final long WAIT_FOR_CONNECTION_MS = 5_000;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final UUID epoch;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.epoch = jdbi.withHandle(handle -> handle.createQuery("SELECT epoch FROM database_epoch")
                .mapTo(UUID.class)
                .one());
    }

    /// Connects and brings the schema up to date.
    ///
    /// @param jdbcUrl with user and password, `jdbc:postgresql://…`
    /// @throws RuntimeException of the driver, the pool or the migration where that fails
    public static Database open(String jdbcUrl) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION_MS);
        config.setPoolName("hivesync");
        config.addDataSourceProperty("tcpNoDelay", "true");
        config.addDataSourceProperty("ApplicationName", "hivesync");
        // A server that hangs must not hold a request for ever.
        config.addDataSourceProperty("socketTimeout", "30");
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return new Database(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /// How the pool stands.
    ///
    /// @param waiting requests that wait for a connection
    public record Pool(int active, int idle, int waiting, int max) {}

    public Pool pool() {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        return new Pool(
                state.getActiveConnections(),
                state.getIdleConnections(),
                state.getThreadsAwaitingConnection(),
                CONNECTIONS);
    }

    /// Random, made with the database: a cursor of another epoch means nothing here.
    public UUID epoch() {
        return epoch;
    }

    /// One transaction at READ COMMITTED.
    public <T extends @Nullable Object, X extends Exception> T write(HandleCallback<T, X> work) throws X {
        return jdbi.inTransaction(work);
    }

    /// One read-only transaction in which all statements see the same snapshot.
    public <T extends @Nullable Object, X extends Exception> T snapshot(HandleCallback<T, X> work) throws X {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work);
    }

    /// One statement that needs no transaction of its own.
    public <T extends @Nullable Object, X extends Exception> T read(HandleCallback<T, X> work) throws X {
        return jdbi.withHandle(work);
    }

    /// A connection outside the pool, in autocommit, that the caller closes.
    ///
    /// @param name what `pg_stat_activity` shows
    public Connection apart(String name) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", name);
        properties.setProperty("tcpNoDelay", "true");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        return DriverManager.getConnection(pool.getJdbcUrl(), properties);
    }

    /// Runs `work` while this instance alone holds the lock of that name among all instances on this database;
    /// does nothing where another one has it. The lock lives in a connection and so ends with it, even when the
    /// instance is killed; `work` takes connections of its own.
    ///
    /// @return whether the work ran
    public boolean exclusively(String name, Runnable work) {
        // Not withHandle: what runs inside it on this thread would share its connection, lock and all.
        try (Handle handle = jdbi.open()) {
            if (!advisory(handle, "pg_try_advisory_lock", name)) {
                return false;
            }
            try {
                work.run();
                return true;
            } finally {
                advisory(handle, "pg_advisory_unlock", name);
            }
        }
    }

    private static boolean advisory(Handle handle, String function, String name) {
        return handle.createQuery("SELECT " + function + "(hashtextextended(?, 0))")
                .bind(0, name)
                .mapTo(Boolean.class)
                .one();
    }

    /// Whether `failure` says that the database cannot be reached, as opposed to a refused statement.
    public static boolean unreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectionException || cause instanceof SQLTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql && connectionState(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /// 08: connection exceptions; 57P01 to 57P03: the server shuts down, crashed or starts.
    private static boolean connectionState(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P0"));
    }

    @Override
    public void close() {
        pool.close();
    }
}
