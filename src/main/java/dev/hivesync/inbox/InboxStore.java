package dev.hivesync.inbox;

import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sqlite.SQLiteConfig;

/// The inbox on disk: SQLite in WAL mode with `synchronous=FULL`, so that a committed transaction survives power
/// loss. Not thread-safe; the inbox thread owns it.
final class InboxStore implements AutoCloseable {

    /// The server keeps nothing longer: what was dropped so long ago cannot come back.
    private static final Duration REMEMBER_GONE = Duration.ofDays(90);

    private static final List<String> TABLES = List.of("entry", "outbox", "gone", "position", "handling", "telling");

    private final Connection connection;
    private final InboxWriter writer;

    private final GoneIds gone;

    InboxStore(Connection connection) throws SQLException {
        this.connection = connection;
        writer = new InboxWriter(connection);
        connection.setAutoCommit(false);
        gone = new GoneIds(connection);
    }

    /// Opens `file`, making it where there is none.
    ///
    /// @throws NewerDataException where a later version wrote it; the file is left as it is
    static InboxStore open(Path file) throws IOException, SQLException, NewerDataException {
        Connection connection = connect(file);
        try {
            Schema.upgrade(connection);
            return new InboxStore(connection);
        } catch (SQLException | NewerDataException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    static Connection connect(Path file) throws IOException, SQLException {
        if (!Files.exists(file)) {
            PrivateFile.write(file, "");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        // What was deleted must not be taken for a row when a damaged file is read page by page.
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        return config.createConnection(url(file));
    }

    /// The driver takes what follows a question mark for settings of its own.
    private static String url(Path file) {
        return "jdbc:sqlite:"
                + (file.toString().contains("?") ? file.toAbsolutePath().toUri() : file);
    }

    /// Reads `file` beside its owner, without changing it; the empty state where there is none.
    static InboxState peek(Path file) throws SQLException, NewerDataException {
        if (!Files.exists(file)) {
            return InboxState.EMPTY;
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(10_000);
        try (Connection connection = DriverManager.getConnection(url(file), config.toProperties())) {
            int version = Schema.version(connection);
            if (version > Schema.VERSION) {
                throw new NewerDataException(version);
            }
            if (version < Schema.VERSION) {
                return OldInbox.read(connection);
            }
            connection.setAutoCommit(false);
            return InboxReader.load(connection, new Texts());
        }
    }

    /// Looks the whole file over: 50 ms for 100,000 rows, half of which loading them saves in turn.
    ///
    /// @throws SQLException that [Damage] knows, where something is wrong
    void check() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (!row.next() || !"ok".equals(row.getString(1))) {
                throw Damage.found("the file does not pass its check");
            }
        }
    }

    /// How the open file is kept, such as `journal_mode`.
    String pragma(String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            return row.getString(1);
        }
    }

    InboxState load(Texts texts) throws SQLException {
        return InboxReader.load(connection, texts);
    }

    /// Which of these ids were dropped here and must not arrive again.
    Set<String> gone(Collection<String> ids) throws SQLException {
        return gone.among(ids);
    }

    /// Writes everything an outcome changed in one transaction.
    ///
    /// @param now from when on what is deleted is remembered as gone
    void write(Outcome outcome, Instant now) throws SQLException {
        inTransaction(() -> {
            writer.entries(outcome.written());
            writer.delete(outcome.deleted(), Micros.of(now.plus(REMEMBER_GONE)));
            writer.settle(outcome.settled());
            writer.queue(outcome.queued());
            writer.handlings(outcome.handled());
            writer.tellings(outcome.told(), outcome.untold());
            if (outcome.position()) {
                writer.position(outcome.state());
            }
        });
        gone.more(outcome.deleted().size());
    }

    /// Lets go of some ids that cannot come back any more.
    void forgetGone(Instant now, int limit) throws SQLException {
        if (gone.some()) {
            inTransaction(() -> gone.forget(now, limit));
            gone.count();
        }
    }

    /// Writes the whole database to `file`, which is empty or not there.
    void copyTo(Path file) throws SQLException {
        connection.setAutoCommit(true);
        try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, file.toString());
            statement.execute();
        } finally {
            connection.setAutoCommit(false);
        }
    }

    /// Puts another inbox in the place of what is here, in one transaction.
    ///
    /// @param remembered ids that were dropped there, each with the moment until which that counts, in microseconds
    void replaceBy(InboxState other, Map<String, Long> remembered) throws SQLException {
        inTransaction(() -> {
            clear();
            writer.entries(other.entries().values());
            writer.queue(other.outbox());
            writer.handlings(other.handlings().values());
            writer.tellings(other.tellings().values(), List.of());
            writer.position(other);
            writer.remember(remembered);
        });
        gone.count();
    }

    Map<String, Long> gone() throws SQLException {
        return gone.all();
    }

    private void clear() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.executeUpdate("DELETE FROM " + table);
            }
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
        try {
            work.run();
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
            } catch (SQLException again) {
                e.addSuppressed(again);
                begin();
            }
            throw e;
        }
    }

    /// A full disk makes SQLite end the transaction by itself. The driver does not notice, and each later statement
    /// would be a transaction of its own.
    private void begin() throws SQLException {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException _) {
            // it ends what has ended
        }
        connection.setAutoCommit(false);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
