package dev.hivesync.server.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

        /// Those of `rows` that pass it.
        List<Row> of(List<Row> rows) {
            boolean all = unread == null && types.isEmpty() && projectId == null;
            return all ? rows : rows.stream().filter(this::keeps).toList();
        }

        private boolean keeps(Row row) {
            return (unread == null || unread == (row.readAt() == null))
                    && (types.isEmpty() || types.contains(row.type()))
                    && (projectId == null || projectId.equals(row.projectId()));
        }
    }

    /// Where the user's stream stands.
    ///
    /// @param pruned the highest revision whose row was deleted
    public record Head(long revision, long pruned) {}

    /// @param next the revision to go on from
    public record Slice(List<Row> rows, long next, boolean more, int unread, int activeJobs, Head head) {}

    public Head head(String userId) {
        return database.read(
                handle -> handle.createQuery("SELECT revision, pruned FROM user_revision WHERE user_id = ?")
                        .bind(0, userId)
                        .map((row, _) -> new Head(row.getLong(1), row.getLong(2)))
                        .findOne()
                        .orElse(new Head(0, 0)));
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
        Poll.Found found = poll(Poll.newest(userId, limit + 1, filter), userId);
        boolean more = found.rows().size() > limit;
        List<Row> page = more ? found.rows().subList(0, limit) : found.rows();
        return slice(found, page, found.head().revision(), more);
    }

    /// The changes after a revision, oldest first. `limit` counts the changes looked at; the filter then drops
    /// rows, so that filtered and unfiltered readers walk in step.
    public Slice since(String userId, long revision, int limit, Filter filter) {
        Poll.Found found = poll(Poll.since(userId, revision, limit + 1), userId);
        boolean more = found.rows().size() > limit;
        List<Row> page = more ? found.rows().subList(0, limit) : found.rows();
        long next = more ? page.getLast().revision() : found.head().revision();
        return slice(found, filter.of(page), next, more);
    }

    private Poll.Found poll(Poll poll, String userId) {
        return database.query(
                connection -> poll.run(connection, userId, clock.instant().minus(HEARD_OF)));
    }

    private static Slice slice(Poll.Found found, List<Row> rows, long next, boolean more) {
        return new Slice(rows, next, more, found.unread(), found.activeJobs(), found.head());
    }
}
