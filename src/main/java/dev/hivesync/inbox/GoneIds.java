package dev.hivesync.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Ids of what was dropped here and must not arrive again, each with the moment until which that counts. Mostly there
/// are none, and then none is looked for.
final class GoneIds {

    private final Connection connection;
    private long count;

    GoneIds(Connection connection) throws SQLException {
        this.connection = connection;
        count();
    }

    boolean some() {
        return count > 0;
    }

    /// So many were written, and committed.
    void more(int written) {
        count += written;
    }

    /// Looks how many there are.
    void count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM gone")) {
            count = row.getLong(1);
        }
    }

    Set<String> among(Collection<String> ids) throws SQLException {
        Set<String> found = new HashSet<>();
        if (count == 0 || ids.isEmpty()) {
            return found;
        }
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM gone WHERE id = ?")) {
            for (String id : ids) {
                statement.setString(1, id);
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) {
                        found.add(id);
                    }
                }
            }
        }
        return found;
    }

    /// With the moments in microseconds.
    Map<String, Long> all() throws SQLException {
        Map<String, Long> found = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, until FROM gone")) {
            while (row.next()) {
                found.put(row.getString(1), row.getLong(2));
            }
        }
        return found;
    }

    /// Lets go of up to `limit` that cannot come back any more, within the caller's transaction.
    void forget(Instant now, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM gone WHERE id IN (SELECT id FROM gone WHERE until < ? LIMIT ?)")) {
            statement.setLong(1, Micros.of(now));
            statement.setInt(2, limit);
            statement.executeUpdate();
        }
    }
}
