package dev.hivesync.server.store;

import static dev.hivesync.server.store.Rows.sql;

import dev.hivesync.wire.Notification;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Reads a user's notifications: the newest, or the changes after a revision.
public final class Stream {

    /// A job that nobody has spoken of for this long is no longer active.
    private static final Duration HEARD_OF = Duration.ofMinutes(30);

    private final Database database;
    private final InstantSource clock;

    public Stream(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Narrows what is returned, never where the cursor goes.
    ///
    /// @param types empty for all
    public record Filter(
            @Nullable Boolean unread,
            List<String> types,
            @Nullable String projectId) {

        boolean keeps(Notification row) {
            return (unread == null || unread == !row.read())
                    && (types.isEmpty() || types.contains(row.type()))
                    && (projectId == null || projectId.equals(row.projectId()));
        }
    }

    /// Where the user's stream stands.
    ///
    /// @param pruned the highest revision whose row was deleted
    public record Head(long revision, long pruned) {}

    /// @param next the revision to go on from
    public record Slice(List<Notification> rows, long next, boolean more, int unread, int activeJobs, Head head) {}

    public Head head(String userId) {
        return database.read(handle -> head(handle, userId));
    }

    /// The revisions of these users; who never had a notification is left out.
    public Map<String, Long> revisions(List<String> userIds) {
        return database.read(handle -> handle.createQuery(
                        "SELECT user_id, revision FROM user_revision WHERE user_id = ANY(?)")
                .bindArray(0, String.class, userIds)
                .reduceRows(new HashMap<>(), (map, row) -> {
                    map.put(row.getColumn(1, String.class), row.getColumn(2, Long.class));
                    return map;
                }));
    }

    /// The newest rows that pass the filter, newest first.
    public Slice newest(String userId, int limit, Filter filter) {
        return database.snapshot(handle -> {
            Head head = head(handle, userId);
            Query query = handle.createQuery("SELECT " + Rows.COLUMNS + " FROM notifications WHERE user_id = :user"
                    + conditions(filter) + " ORDER BY created_at DESC, revision DESC LIMIT :limit");
            bind(query, filter);
            List<Notification> rows = rows(query.bind("user", userId).bind("limit", limit + 1));
            boolean more = rows.size() > limit;
            return slice(handle, userId, more ? rows.subList(0, limit) : rows, head.revision(), more, head);
        });
    }

    /// The changes after a revision, oldest first. `limit` counts the changes looked at; the filter then drops
    /// rows, so that filtered and unfiltered readers walk in step.
    public Slice since(String userId, long revision, int limit, Filter filter) {
        return database.snapshot(handle -> {
            Head head = head(handle, userId);
            List<Notification> rows = rows(handle.createQuery("SELECT " + Rows.COLUMNS
                            + " FROM notifications WHERE user_id = :user AND revision > :after"
                            + " ORDER BY revision LIMIT :limit")
                    .bind("user", userId)
                    .bind("after", revision)
                    .bind("limit", limit + 1));
            boolean more = rows.size() > limit;
            List<Notification> page = more ? rows.subList(0, limit) : rows;
            long next = more ? page.getLast().revision() : head.revision();
            return slice(handle, userId, page.stream().filter(filter::keeps).toList(), next, more, head);
        });
    }

    private Slice slice(Handle handle, String userId, List<Notification> rows, long next, boolean more, Head head) {
        return new Slice(rows, next, more, Notifications.unread(handle, userId), activeJobs(handle, userId), head);
    }

    private static Head head(Handle handle, String userId) {
        return handle.createQuery("SELECT revision, pruned FROM user_revision WHERE user_id = ?")
                .bind(0, userId)
                .map((row, _) -> new Head(row.getLong(1), row.getLong(2)))
                .findOne()
                .orElse(new Head(0, 0));
    }

    private static List<Notification> rows(Query query) {
        return new ArrayList<>(query.map((row, _) -> Rows.notification(row)).list());
    }

    private static String conditions(Filter filter) {
        StringBuilder sql = new StringBuilder();
        if (filter.unread() != null) {
            sql.append(filter.unread() ? " AND read_at IS NULL" : " AND read_at IS NOT NULL");
        }
        if (!filter.types().isEmpty()) {
            sql.append(" AND type = ANY(:types)");
        }
        if (filter.projectId() != null) {
            sql.append(" AND project_id = :project");
        }
        return sql.toString();
    }

    private static void bind(Query query, Filter filter) {
        if (!filter.types().isEmpty()) {
            query.bindArray("types", String.class, filter.types());
        }
        if (filter.projectId() != null) {
            query.bind("project", filter.projectId());
        }
    }

    private int activeJobs(Handle handle, String userId) {
        return handle.createQuery("""
                        SELECT count(*) FROM (
                            SELECT 1 FROM notifications
                            WHERE user_id = :user AND created_at > :since
                              AND type IN ('ai_job_queued', 'ai_job_started', 'ai_job_completed', 'ai_job_failed')
                            GROUP BY payload ->> 'job_id'
                            HAVING bool_and(type IN ('ai_job_queued', 'ai_job_started'))) AS active
                        """)
                .bind("user", userId)
                .bind("since", sql(clock.instant().minus(HEARD_OF)))
                .mapTo(Integer.class)
                .one();
    }
}
