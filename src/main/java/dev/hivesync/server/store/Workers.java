package dev.hivesync.server.store;

import static dev.hivesync.server.store.Rows.sql;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The heartbeats of the workers, by kind: a kind is there as long as one instance of it is heard of.
public final class Workers {

    /// Longer than any round of a worker that is well.
    public static final Duration SILENCE = Duration.ofMinutes(5);

    private final Database database;
    private final InstantSource clock;

    public Workers(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A kind of worker.
    ///
    /// @param reachable whether it was heard of within [#SILENCE]
    public record Health(String worker, Instant seenAt, boolean reachable) {}

    /// Every kind that was ever heard of.
    public List<Health> all() {
        Instant limit = clock.instant().minus(SILENCE);
        return database.read(handle -> handle.createQuery("SELECT worker, seen_at FROM workers ORDER BY worker")
                .map((row, _) -> {
                    Instant seen = requireNonNull(Rows.time(row, "seen_at"));
                    return new Health(row.getString(1), seen, !seen.isBefore(limit));
                })
                .list());
    }

    /// A sign of life.
    public void beat(String worker) {
        database.write(handle -> handle.execute("""
                INSERT INTO workers AS w (worker, seen_at) VALUES (?, ?)
                ON CONFLICT (worker) DO UPDATE SET seen_at = greatest(w.seen_at, excluded.seen_at)
                """, worker, sql(clock.instant())));
    }

    /// News about a worker that users still have to be given.
    ///
    /// @param since begins the outage, and with the worker names it
    /// @param clearing the worker is back: the notices are to be marked read
    /// @param reached the last user who was dealt with
    public record News(String worker, Instant since, boolean clearing, String reached) {

        /// The idempotency key of this outage's notices.
        public String key() {
            return "worker_unavailable:" + worker + ":" + since.toEpochMilli();
        }
    }

    /// Notes who has fallen silent and who is back. A silence is an outage once, until the worker was heard of
    /// again and all notices of it are cleared.
    public List<News> look() {
        Instant now = clock.instant();
        Instant limit = now.minus(SILENCE);
        return database.write(handle -> {
            handle.execute("""
                    UPDATE workers SET outage = ?, reached = '' WHERE outage IS NULL AND seen_at < ?
                    """, sql(now), sql(limit));
            handle.execute("""
                    UPDATE workers SET clearing = true, reached = ''
                    WHERE outage IS NOT NULL AND NOT clearing AND seen_at >= ?
                    """, sql(limit));
            return handle.createQuery("""
                            SELECT worker, outage, clearing, reached FROM workers
                            WHERE outage IS NOT NULL AND reached IS NOT NULL ORDER BY worker
                            """)
                    .map((row, _) -> new News(
                            row.getString(1),
                            requireNonNull(Rows.time(row, "outage")),
                            row.getBoolean(3),
                            row.getString(4)))
                    .list();
        });
    }

    /// Keeps how far the news has come, so that a restart goes on from there.
    ///
    /// @param last the last user dealt with; null when all were
    public void reached(News news, @Nullable String last) {
        database.write(handle -> news.clearing() && last == null
                ? handle.execute("""
                        UPDATE workers SET outage = NULL, clearing = false, reached = NULL WHERE worker = ?
                        """, news.worker())
                : handle.execute("""
                        UPDATE workers SET reached = ? WHERE worker = ? AND clearing = ?
                        """, last, news.worker(), news.clearing()));
    }

    /// The unread notices of this outage among these users.
    public List<Notice> notices(News news, List<String> users) {
        return database.read(handle -> handle.createQuery("""
                        SELECT user_id, notification_id FROM notifications
                        WHERE user_id = ANY(:users) AND idempotency_key = :key AND read_at IS NULL
                        """)
                .bindArray("users", String.class, users)
                .bind("key", news.key())
                .map((row, _) -> new Notice(row.getString(1), requireNonNull(row.getObject(2, UUID.class))))
                .list());
    }

    /// A notice in a user's stream.
    public record Notice(String userId, UUID notificationId) {}
}
