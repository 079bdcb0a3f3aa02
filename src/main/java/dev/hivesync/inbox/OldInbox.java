package dev.hivesync.inbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;

/// Reads a database of an earlier version without changing it: what its owner will upgrade, a reader beside it
/// upgrades in memory.
final class OldInbox {

    /// Where a database file says how it is written; 1 stands for a plain file, 2 for one with a log beside it.
    private static final int WRITE_VERSION = 18;

    private static final int READ_VERSION = 19;

    private OldInbox() {}

    static InboxState read(Connection file) throws SQLException, NewerDataException {
        byte[] bytes = file.unwrap(SQLiteConnection.class).serialize("main");
        if (bytes.length == 0) {
            return InboxState.EMPTY;
        }
        bytes[WRITE_VERSION] = 1;
        bytes[READ_VERSION] = 1;
        try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            memory.unwrap(SQLiteConnection.class).deserialize("main", bytes);
            Schema.upgrade(memory);
            return InboxReader.load(memory, new Texts());
        }
    }
}
