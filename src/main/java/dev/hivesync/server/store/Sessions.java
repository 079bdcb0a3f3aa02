package dev.hivesync.server.store;

import static dev.hivesync.server.store.Rows.sql;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Refresh tokens, by hash only. One session is one sign-in of one device and a chain of tokens.
public final class Sessions {

    private static final Duration LIFE = Duration.ofDays(60);
    private static final Duration REPEAT = Duration.ofSeconds(30);

    private final Database database;
    private final InstantSource clock;

    public Sessions(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Row(
            UUID session,
            @Nullable String parent,
            Instant expiresAt,
            @Nullable Instant spentAt) {}

    /// Starts a session whose first token hashes to `hash`.
    public void start(String userId, String hash) {
        database.write(handle -> {
            handle.execute("DELETE FROM refresh_tokens WHERE user_id = ? AND expires_at < ?", userId, sql(now()));
            return insert(handle, userId, hash, UUID.randomUUID(), null);
        });
    }

    /// Exchanges one token for its successor. A repeat within 30 s is served again while no successor has been
    /// used: the first answer may have been lost. Any other reuse ends the session, for somebody else may have it.
    ///
    /// @return false where the token is not, or no longer, good
    public boolean exchange(String userId, String hash, String successor) {
        return database.write(handle -> {
            shareUser(handle, userId);
            Optional<Row> found = lock(handle, userId, hash);
            if (found.isEmpty() || found.get().expiresAt().isBefore(now())) {
                return false;
            }
            Row row = found.get();
            if (row.spentAt() != null) {
                boolean repeat = !row.spentAt().plus(REPEAT).isBefore(now()) && !successorUsed(handle, userId, hash);
                if (!repeat) {
                    end(handle, userId, row.session());
                    return false;
                }
            } else {
                handle.execute(
                        "UPDATE refresh_tokens SET spent_at = ? WHERE user_id = ? AND token_hash = ?",
                        sql(now()),
                        userId,
                        hash);
                retireSiblings(handle, userId, row.parent());
            }
            insert(handle, userId, successor, row.session(), hash);
            return true;
        });
    }

    /// Ends the session this token belongs to.
    public void end(String userId, String hash) {
        database.write(handle -> {
            lock(handle, userId, hash).ifPresent(row -> end(handle, userId, row.session()));
            return null;
        });
    }

    /// Ends every session of the user, those that a token is being exchanged in included.
    public void endAll(String userId) {
        database.write(handle -> {
            handle.createQuery("SELECT 1 FROM users WHERE user_id = ? FOR NO KEY UPDATE")
                    .bind(0, userId)
                    .mapTo(Integer.class)
                    .findOne();
            return handle.execute("DELETE FROM refresh_tokens WHERE user_id = ?", userId);
        });
    }

    /// Exchanges go on side by side; [#endAll] waits for them, and they for it. Without that it would not see the
    /// successor that an exchange is about to commit.
    private static void shareUser(Handle handle, String userId) {
        handle.createQuery("SELECT 1 FROM users WHERE user_id = ? FOR SHARE")
                .bind(0, userId)
                .mapTo(Integer.class)
                .findOne();
    }

    private static void end(Handle handle, String userId, UUID session) {
        handle.execute("DELETE FROM refresh_tokens WHERE user_id = ? AND session_id = ?", userId, session);
    }

    /// The session's rows are locked in one order, so that two devices' worth of retries cannot deadlock.
    private static Optional<Row> lock(Handle handle, String userId, String hash) {
        return handle.createQuery("""
                        WITH mine AS (
                            SELECT session_id FROM refresh_tokens WHERE user_id = :user AND token_hash = :hash),
                        locked AS (
                            SELECT t.* FROM refresh_tokens t, mine
                            WHERE t.user_id = :user AND t.session_id = mine.session_id
                            ORDER BY t.token_hash FOR UPDATE OF t)
                        SELECT session_id, parent_hash, expires_at, spent_at FROM locked WHERE token_hash = :hash
                        """)
                .bind("user", userId)
                .bind("hash", hash)
                .map((row, _) -> new Row(
                        requireNonNull(row.getObject(1, UUID.class)),
                        row.getString(2),
                        requireNonNull(Rows.time(row, "expires_at")),
                        Rows.time(row, "spent_at")))
                .findOne();
    }

    private static boolean successorUsed(Handle handle, String userId, String hash) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM refresh_tokens
                        WHERE user_id = ? AND parent_hash = ? AND spent_at IS NOT NULL)
                        """)
                .bind(0, userId)
                .bind(1, hash)
                .mapTo(Boolean.class)
                .one();
    }

    /// Of several successors of one token only the first used lives on; a later use of another is a reuse.
    private static void retireSiblings(Handle handle, String userId, @Nullable String parent) {
        if (parent != null) {
            handle.execute("""
                    UPDATE refresh_tokens SET spent_at = 'epoch'
                    WHERE user_id = ? AND parent_hash = ? AND spent_at IS NULL
                    """, userId, parent);
        }
    }

    private int insert(Handle handle, String userId, String hash, UUID session, @Nullable String parent) {
        return handle.execute("""
                INSERT INTO refresh_tokens (user_id, token_hash, session_id, parent_hash, expires_at)
                VALUES (?, ?, ?, ?, ?)
                """, userId, hash, session, parent, sql(now().plus(LIFE)));
    }

    private Instant now() {
        return clock.instant();
    }
}
