package dev.hivesync.server.store;

import static dev.hivesync.server.store.Rows.sql;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Removes what has had its time, counted from when a row was created. Every call is one short transaction of
/// bounded size.
public final class Retention {

    private static final Duration READ = Duration.ofDays(30);
    private static final Duration ALL = Duration.ofDays(90);

    private final Database database;
    private final InstantSource clock;

    public Retention(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// One stretch of users, in the order of their ids.
    ///
    /// @param stale those with rows to remove
    /// @param last where to go on; null after the last user
    public record Stretch(List<String> stale, @Nullable String last) {}

    /// Looks at up to `limit` users after `after`.
    public Stretch users(String after, int limit) {
        Instant now = clock.instant();
        record Seen(String user, boolean stale) {}
        List<Seen> seen = database.read(handle -> handle.createQuery("""
                        SELECT u.user_id,
                               EXISTS (SELECT FROM notifications n WHERE n.user_id = u.user_id AND n.created_at < :all)
                            OR EXISTS (SELECT FROM notifications n WHERE n.user_id = u.user_id
                                       AND n.created_at < :read AND n.read_at IS NOT NULL)
                        FROM user_revision u WHERE u.user_id > :after ORDER BY u.user_id LIMIT :limit
                        """)
                .bind("all", sql(now.minus(ALL)))
                .bind("read", sql(now.minus(READ)))
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new Seen(row.getString(1), row.getBoolean(2)))
                .list());
        return new Stretch(
                seen.stream().filter(Seen::stale).map(Seen::user).toList(),
                seen.size() < limit ? null : seen.getLast().user());
    }

    /// Removes up to `limit` notifications of one user and remembers the highest revision among them: a cursor
    /// below it is from then on too old. The counter row is held, so that no mark meets a row on its way out.
    ///
    /// @return how many went
    public int prune(String userId, int limit) {
        Instant now = clock.instant();
        record Gone(int rows, int unread, long highest) {}
        return database.write(handle -> {
            handle.createQuery("SELECT 1 FROM user_revision WHERE user_id = ? FOR UPDATE")
                    .bind(0, userId)
                    .mapTo(Integer.class)
                    .findOne();
            Gone gone = handle.createQuery("""
                            WITH old AS (
                                SELECT notification_id FROM notifications
                                WHERE user_id = :user
                                  AND (created_at < :all OR (created_at < :read AND read_at IS NOT NULL))
                                ORDER BY created_at LIMIT :limit),
                            gone AS (
                                DELETE FROM notifications n USING old
                                WHERE n.user_id = :user AND n.notification_id = old.notification_id
                                RETURNING n.revision, n.read_at)
                            SELECT count(*), count(*) FILTER (WHERE read_at IS NULL), coalesce(max(revision), 0) FROM gone
                            """)
                    .bind("user", userId)
                    .bind("all", sql(now.minus(ALL)))
                    .bind("read", sql(now.minus(READ)))
                    .bind("limit", limit)
                    .map((row, _) -> new Gone(row.getInt(1), row.getInt(2), row.getLong(3)))
                    .one();
            handle.execute(
                    "UPDATE user_revision SET pruned = greatest(pruned, ?), unread = unread - ? WHERE user_id = ?",
                    gone.highest(),
                    gone.unread(),
                    userId);
            return gone.rows();
        });
    }

    /// Removes up to `limit` old rows of each of the other tables.
    ///
    /// @return whether there may be more
    public boolean pruneRest(int limit) {
        Instant now = clock.instant();
        boolean jobs = delete("jobs", "job_id", "created_at < ?", now.minus(ALL), limit);
        boolean previews = delete("previews", "preview_token", "NOT open AND expires_at < ?", now.minus(READ), limit);
        boolean tokens = delete("refresh_tokens", "token_hash", "expires_at < ?", now, limit);
        return jobs || previews || tokens;
    }

    private boolean delete(String table, String key, String condition, Instant before, int limit) {
        return database.write(handle -> delete(handle, table, key, condition, before, limit)) == limit;
    }

    private static int delete(Handle handle, String table, String key, String condition, Instant before, int limit) {
        return handle.execute("""
                WITH old AS (
                    SELECT user_id, %2$s FROM %1$s WHERE %3$s LIMIT ? FOR UPDATE SKIP LOCKED)
                DELETE FROM %1$s t USING old WHERE t.user_id = old.user_id AND t.%2$s = old.%2$s
                """.formatted(table, key, condition), sql(before), limit);
    }
}
