package dev.hivesync.server.store;

import static dev.hivesync.server.store.Rows.sql;
import static java.util.Objects.requireNonNull;

import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Writes rows. Each change first takes the user's counter row and holds it until commit, so that revisions of
/// one user become visible in the order of their numbers.
public final class Notifications {

    private static final String COUNT = """
            INSERT INTO user_revision AS r (user_id, revision, unread) VALUES (?, 1, 1)
            ON CONFLICT (user_id) DO UPDATE SET revision = r.revision + 1, unread = r.unread + 1
            RETURNING revision
            """;

    private static final String KNOWN =
            "SELECT notification_id FROM notifications WHERE user_id = ? AND idempotency_key = ?";

    private static final String INSERT = """
            INSERT INTO notifications
            (user_id, notification_id, project_id, type, payload, created_at, revision, idempotency_key)
            VALUES (?, ?::uuid, ?, ?, ?::json, ?, ?, ?)
            """;

    private final Database database;
    private final InstantSource clock;

    public Notifications(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param created false where the idempotency key had been used before
    public record Stored(String notificationId, Optional<Changed> change, boolean created) {}

    /// Stores `draft` once, in a transaction of its own.
    public Stored insert(Draft draft) {
        Optional<Changed> change = database.write(handle -> {
            Optional<Changed> inserted = insert(handle, draft, "; COMMIT");
            if (inserted.isEmpty()) {
                handle.rollback();
            }
            return inserted;
        });
        return change.map(done -> new Stored(requireNonNull(done.notification()).notificationId(), change, true))
                .orElseGet(() -> new Stored(byKey(draft).orElseThrow(), Optional.empty(), false));
    }

    /// Inserts within the caller's transaction. Empty where another row has the idempotency key: the caller then
    /// rolls back what it did for this draft, the counter included.
    public Optional<Changed> insert(Handle handle, Draft draft) {
        return insert(handle, draft, "");
    }

    /// @param end what goes to the database with the last statement, and so costs no journey of its own
    private Optional<Changed> insert(Handle handle, Draft draft, String end) {
        OptionalLong revision = next(handle, draft);
        if (revision.isEmpty()) {
            return Optional.empty();
        }
        Notification row = new Notification(
                UUID.randomUUID().toString(),
                draft.userId(),
                draft.projectId(),
                draft.type().wireName(),
                draft.payload(),
                now(),
                null,
                revision.getAsLong());
        Previews.follow(handle, draft, row.createdAt());
        handle.execute(
                INSERT + end,
                row.userId(),
                row.notificationId(),
                row.projectId(),
                row.type(),
                Json.fields(row.payload()).toString(),
                sql(row.createdAt()),
                row.revision(),
                draft.idempotencyKey());
        return Optional.of(new Changed(draft.userId(), row.revision(), row));
    }

    /// The user's next revision; empty where the idempotency key has been used. Whoever used it held the counter until
    /// its commit, so that under the counter the answer is the last word. Both go to the database in one journey.
    private static OptionalLong next(Handle handle, Draft draft) {
        String key = draft.idempotencyKey();
        try (PreparedStatement statement =
                handle.getConnection().prepareStatement(key == null ? COUNT : COUNT + ";" + KNOWN)) {
            statement.setString(1, draft.userId());
            if (key != null) {
                statement.setString(2, draft.userId());
                statement.setString(3, key);
            }
            statement.execute();
            long revision;
            try (ResultSet counter = statement.getResultSet()) {
                counter.next();
                revision = counter.getLong(1);
            }
            if (key != null && statement.getMoreResults()) {
                try (ResultSet known = statement.getResultSet()) {
                    return known.next() ? OptionalLong.empty() : OptionalLong.of(revision);
                }
            }
            return OptionalLong.of(revision);
        } catch (SQLException e) {
            throw new Database.QueryFailure(e);
        }
    }

    /// Stores `draft`, the notice that `preview` has expired, and closes the preview with it; empty where it was
    /// closed already.
    public Optional<Changed> expire(Previews previews, Previews.Open preview, Draft draft) {
        return database.write(
                handle -> previews.close(handle, preview) ? insert(handle, draft) : Optional.<Changed>empty());
    }

    private Optional<String> byKey(Draft draft) {
        String key = draft.idempotencyKey();
        return key == null
                ? Optional.empty()
                : database.read(handle -> handle.createQuery(KNOWN)
                        .bind(0, draft.userId())
                        .bind(1, key)
                        .mapTo(String.class)
                        .findOne());
    }

    /// @param changed rows that changed, of which `change` tells the listeners
    public record MarkResult(int changed, Instant at, int unreadCount, long revision, Optional<Changed> change) {}

    /// Marks the user's own rows of these ids; ids that are unknown or someone else's are passed over.
    public MarkResult mark(String userId, List<UUID> ids, boolean read) {
        return mark(userId, "notification_id = ANY(?)", ids.toArray(UUID[]::new), read);
    }

    /// Marks everything up to this revision as read.
    public MarkResult markUpTo(String userId, long revision) {
        return mark(userId, "revision <= ?", revision, true);
    }

    /// Every changed row gets a revision of its own, in the order they had. The number of statements does not
    /// depend on the number of rows.
    private MarkResult mark(String userId, String which, Object value, boolean read) {
        Instant now = now();
        return database.write(handle -> {
            record Counter(long revision, int unread) {}
            Optional<Counter> counter = handle.createQuery(
                            "SELECT revision, unread FROM user_revision WHERE user_id = ? FOR UPDATE")
                    .bind(0, userId)
                    .map((row, _) -> new Counter(row.getLong(1), row.getInt(2)))
                    .findOne();
            if (counter.isEmpty()) {
                return new MarkResult(0, now, 0, 0, Optional.empty());
            }
            long base = counter.get().revision();
            Touched touched = touch(handle, userId, which, value, read ? now : null, base);
            long revision = base + touched.count();
            int unread = counter.get().unread() + (read ? -touched.count() : touched.count());
            if (touched.count() > 0) {
                handle.execute(
                        "UPDATE user_revision SET revision = ?, unread = ? WHERE user_id = ?",
                        revision,
                        unread,
                        userId);
            }
            Optional<Changed> change = touched.count() == 0
                    ? Optional.empty()
                    : Optional.of(new Changed(
                            userId,
                            revision,
                            touched.count() == 1 ? touched.only().orElse(null) : null));
            return new MarkResult(touched.count(), now, unread, revision, change);
        });
    }

    /// @param only the row itself where there is exactly one
    private record Touched(int count, Optional<Notification> only) {}

    private static Touched touch(
            Handle handle, String userId, String which, Object value, @Nullable Instant readAt, long base) {
        String state = readAt == null ? "read_at IS NOT NULL" : "read_at IS NULL";
        List<Touched> touched = handle.createQuery("""
                        WITH target AS (
                            SELECT notification_id, row_number() OVER (ORDER BY revision) AS n
                            FROM notifications WHERE user_id = ? AND %s AND %s),
                        done AS (
                            UPDATE notifications AS x SET read_at = ?, revision = ? + target.n
                            FROM target WHERE x.user_id = ? AND x.notification_id = target.notification_id
                            RETURNING x.*)
                        SELECT *, count(*) OVER () AS touched FROM done LIMIT 1
                        """.formatted(which, state))
                .bind(0, userId)
                .bindByType(1, value, value.getClass())
                .bindByType(2, readAt == null ? null : sql(readAt), OffsetDateTime.class)
                .bind(3, base)
                .bind(4, userId)
                .map((row, _) -> new Touched(
                        row.getInt("touched"), Optional.of(Rows.row(row).notification())))
                .list();
        return touched.isEmpty() ? new Touched(0, Optional.empty()) : touched.getFirst();
    }

    /// PostgreSQL keeps microseconds; an answer must not show more than the row will.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
