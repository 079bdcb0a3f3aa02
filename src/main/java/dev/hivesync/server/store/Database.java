package dev.hivesync.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/// A migrated PostgreSQL database behind a bounded pool. Whoever opens it closes it.
public final class Database implements AutoCloseable {

    private static final int CONNECTIONS = 10;
    // A database that hangs must not hold a request for long: 3 s for a connection, 5 s for an answer on it. The
    // server ends a slow statement itself a little earlier, so that nothing goes on there unheard.
    private static final long WAIT_FOR_CONNECTION_MS = 3_000;
    private static final long WAIT_FOR_VALIDATION_MS = 1_000;
    private static final int WAIT_FOR_ANSWER_S = 5;
    private static final int STATEMENT_MS = 4_500;

    private final HikariDataSource pool;
    private final Login login;
    private final Jdbi jdbi;
    private final UUID epoch;

    private Database(HikariDataSource pool, Login login) {
        this.pool = pool;
        this.login = login;
        this.jdbi = Jdbi.create(pool);
        // A failure ends in the log, which is no place for what was bound to the statement.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        this.epoch = jdbi.withHandle(handle -> handle.createQuery("SELECT epoch FROM database_epoch")
                .mapTo(UUID.class)
                .one());
    }

    /// Who signs in, where the URL does not say it: a password must not stand on a command line.
    public record Login(@Nullable String user, @Nullable String password) {

        /// What the URL says, or the driver's default.
        public static final Login OF_URL = new Login(null, null);

        /// PostgreSQL's own variables.
        public static Login from(Map<String, String> environment) {
            return new Login(environment.get("PGUSER"), environment.get("PGPASSWORD"));
        }

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /// As [#open(String, Login)], with all of the login in the URL.
    public static Database open(String jdbcUrl) {
        return open(jdbcUrl, Login.OF_URL);
    }

    /// Connects and brings the schema up to date.
    ///
    /// @param jdbcUrl `jdbc:postgresql://…`; a user or password in it counts before `login`
    /// @throws RuntimeException of the driver, the pool or the migration where that fails
    public static Database open(String jdbcUrl, Login login) {
        return open(jdbcUrl, login, CONNECTIONS);
    }

    /// As [#open(String, Login)], with this many connections.
    public static Database open(String jdbcUrl, Login login, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION_MS);
        config.setValidationTimeout(WAIT_FOR_VALIDATION_MS);
        config.setPoolName("hivesync");
        properties("hivesync", WAIT_FOR_ANSWER_S, login).forEach(config::addDataSourceProperty);
        // Every statement here finds rows by a key it is given: the plan is the same for all values, and planning
        // a poll anew takes several times as long as running it.
        config.addDataSourceProperty(
                "options", "-c plan_cache_mode=force_generic_plan -c statement_timeout=" + STATEMENT_MS);
        HikariDataSource pool = new HikariDataSource(config);
        try {
            migrate(jdbcUrl, login);
            return new Database(pool, login);
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
                pool.getMaximumPoolSize());
    }

    /// On a connection of its own, whose statements may take their time.
    private static void migrate(String jdbcUrl, Login login) {
        Map<String, String> properties = properties("hivesync-migration", 0, login);
        Flyway.configure()
                .dataSource(jdbcUrl, properties.get("user"), properties.get("password"))
                .jdbcProperties(properties)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    /// @param patience seconds to wait for an answer; 0 for ever
    private static Map<String, String> properties(String name, int patience, Login login) {
        Map<String, String> properties = new HashMap<>();
        properties.put("ApplicationName", name);
        properties.put("tcpNoDelay", "true");
        // The server's DETAIL repeats the row it refused, and a failed batch all of its values.
        properties.put("logServerErrorDetail", "false");
        properties.put("connectTimeout", "3");
        properties.put("socketTimeout", Integer.toString(patience));
        if (login.user() != null) {
            properties.put("user", login.user());
        }
        if (login.password() != null) {
            properties.put("password", login.password());
        }
        return properties;
    }

    /// Random, made with the database: a cursor of another epoch means nothing here.
    public UUID epoch() {
        return epoch;
    }

    /// One transaction at READ COMMITTED.
    public <T extends @Nullable Object, X extends Exception> T write(HandleCallback<T, X> work) throws X {
        return jdbi.inTransaction(work);
    }

    /// One statement that needs no transaction of its own.
    public <T extends @Nullable Object, X extends Exception> T read(HandleCallback<T, X> work) throws X {
        return jdbi.withHandle(work);
    }

    /// One statement that runs too often for a handle around it.
    <T> T query(Statement<T> statement) {
        try (Connection connection = pool.getConnection()) {
            return statement.run(connection);
        } catch (SQLException e) {
            throw new QueryFailure(e);
        }
    }

    /// What [#query] runs.
    interface Statement<T> {
        T run(Connection connection) throws SQLException;
    }

    static final class QueryFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        QueryFailure(SQLException cause) {
            super(cause);
        }
    }

    /// A connection outside the pool, in autocommit, that the caller closes.
    ///
    /// @param name what `pg_stat_activity` shows
    public Connection apart(String name) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(properties(name, WAIT_FOR_ANSWER_S, login));
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

    /// 08: connection exceptions; 53: out of connections, memory or disk; 57P01 to 57P03: the server shuts down,
    /// crashed or starts; 57014: a statement took too long.
    private static boolean connectionState(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57P0")
                        || state.equals("57014"));
    }

    @Override
    public void close() {
        pool.close();
    }
}
