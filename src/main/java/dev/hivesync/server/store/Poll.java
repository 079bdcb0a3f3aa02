package dev.hivesync.server.store;

import static java.util.Objects.requireNonNull;

import dev.hivesync.server.store.Stream.Filter;
import dev.hivesync.server.store.Stream.Head;
import dev.hivesync.wire.Times;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One read of a user's stream: a single statement, so that the head, the counts and the rows are of one snapshot
/// without a transaction. It gives a row for each notification, or one without where there is none.
///
/// @param sql takes [#parameters] after those of the head and the active jobs
public record Poll(String sql, List<Object> parameters) {

    private static final String FRAME = """
        SELECT h.revision, h.pruned, h.unread,
               (SELECT count(*) FROM (
                   SELECT FROM notifications
                   WHERE user_id = ? AND created_at > ?::timestamptz
                     AND type IN ('ai_job_queued', 'ai_job_started', 'ai_job_completed', 'ai_job_failed')
                   GROUP BY payload ->> 'job_id'
                   HAVING bool_and(type IN ('ai_job_queued', 'ai_job_started'))) AS active),
               n.notification_id, n.project_id, n.type, n.payload, n.created_at, n.read_at, n.revision
        FROM (SELECT) AS always
        LEFT JOIN user_revision AS h ON h.user_id = ?
        LEFT JOIN LATERAL (SELECT * FROM notifications WHERE user_id = ?%s ORDER BY %s LIMIT ?) AS n ON true
        ORDER BY %s\
        """;

    private static final String SINCE = FRAME.formatted(" AND revision > ?", "revision", "n.revision");

    /// What a read found.
    record Found(Head head, int unread, int activeJobs, List<Row> rows) {}

    /// The changes after a revision, oldest first.
    public static Poll since(String userId, long revision, int limit) {
        return new Poll(SINCE, List.of(userId, revision, limit));
    }

    /// The newest rows that pass the filter, newest first.
    static Poll newest(String userId, int limit, Filter filter) {
        StringBuilder conditions = new StringBuilder();
        List<Object> parameters = new ArrayList<>(List.of(userId));
        if (filter.unread() != null) {
            conditions.append(filter.unread() ? " AND read_at IS NULL" : " AND read_at IS NOT NULL");
        }
        if (!filter.types().isEmpty()) {
            conditions.append(" AND type = ANY(?)");
            parameters.add(filter.types().toArray(String[]::new));
        }
        if (filter.projectId() != null) {
            conditions.append(" AND project_id = ?");
            parameters.add(filter.projectId());
        }
        parameters.add(limit);
        String order = "created_at DESC, revision DESC";
        String sql = FRAME.formatted(conditions, order, "n.created_at DESC, n.revision DESC");
        return new Poll(sql, parameters);
    }

    /// @param heardOf jobs that nobody has spoken of since do not count as active
    Found run(Connection connection, String userId, Instant heardOf) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, userId);
            // As text: the driver makes two calendars to send a time.
            statement.setString(2, Times.format(heardOf));
            statement.setString(3, userId);
            for (int i = 0; i < parameters.size(); i++) {
                bind(connection, statement, i + 4, parameters.get(i));
            }
            try (ResultSet result = statement.executeQuery()) {
                return found(result, userId);
            }
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, int index, Object value)
            throws SQLException {
        switch (value) {
            case String text -> statement.setString(index, text);
            case String[] texts -> statement.setArray(index, connection.createArrayOf("text", texts));
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setLong(index, number);
            default -> throw new IllegalArgumentException("no parameter of this statement");
        }
    }

    private static Found found(ResultSet result, String userId) throws SQLException {
        // The statement starts from one row that is always there.
        result.next();
        Head head = new Head(result.getLong(1), result.getLong(2));
        int unread = result.getInt(3);
        int activeJobs = result.getInt(4);
        List<Row> rows = new ArrayList<>();
        String id = result.getString(5);
        while (id != null) {
            rows.add(new Row(
                    id,
                    userId,
                    result.getString(6),
                    result.getString(7),
                    result.getString(8),
                    requireNonNull(time(result, 9)),
                    time(result, 10),
                    result.getLong(11)));
            id = result.next() ? result.getString(5) : null;
        }
        return new Found(head, unread, activeJobs, rows);
    }

    private static @Nullable Instant time(ResultSet result, int column) throws SQLException {
        OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
