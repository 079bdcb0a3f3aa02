package dev.hivesync.server.store;

import static dev.hivesync.server.store.Rows.sql;
import static java.util.Objects.requireNonNull;

import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Which previews are open and until when. Every change of a user's previews happens under that user's counter
/// row, so that a preview which is consumed at its last moment is not reported as expired too.
public final class Previews {

    private final Database database;
    private final InstantSource clock;

    public Previews(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// An open preview.
    public record Open(String userId, String token, String projectId, String platform, Instant expiresAt) {}

    /// Up to `limit` open previews whose time has passed, the longest overdue first.
    public List<Open> due(int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT user_id, preview_token, project_id, platform, expires_at FROM previews
                        WHERE open AND expires_at <= ? ORDER BY expires_at LIMIT ?
                        """)
                .bind(0, sql(clock.instant()))
                .bind(1, limit)
                .map((row, _) -> new Open(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        requireNonNull(Rows.time(row, "expires_at"))))
                .list());
    }

    /// Closes the preview if it is still open and overdue, within the caller's transaction.
    ///
    /// @return whether it was
    boolean close(Handle handle, Open preview) {
        handle.createQuery("SELECT 1 FROM user_revision WHERE user_id = ? FOR UPDATE")
                .bind(0, preview.userId())
                .mapTo(Integer.class)
                .findOne();
        return handle.execute("""
                UPDATE previews SET open = false
                WHERE user_id = ? AND preview_token = ? AND open AND expires_at <= ?
                """, preview.userId(), preview.token(), sql(clock.instant())) == 1;
    }

    /// Learns from a notification that is being stored, under the counter row its transaction holds. An ended
    /// preview never opens again, whatever comes late.
    static void follow(Handle handle, Draft draft, Instant now) {
        if (!(draft.payload() instanceof Payload.Preview preview)) {
            return;
        }
        Instant expiresAt = preview.expiresAt();
        if (ends(draft.type())) {
            save(handle, draft.userId(), preview, expiresAt == null ? now : expiresAt, false);
        } else if (expiresAt != null) {
            save(handle, draft.userId(), preview, expiresAt, true);
        }
    }

    private static boolean ends(NotificationType type) {
        return type == NotificationType.PREVIEW_CONSUMED || type == NotificationType.PREVIEW_EXPIRED;
    }

    private static void save(Handle handle, String userId, Payload.Preview preview, Instant expiresAt, boolean open) {
        handle.execute(
                """
                INSERT INTO previews AS p (user_id, preview_token, project_id, platform, expires_at, open)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (user_id, preview_token) DO UPDATE
                SET open = p.open AND excluded.open, expires_at = excluded.expires_at
                """, userId, preview.previewToken(), preview.projectId(), preview.platform(), sql(expiresAt), open);
    }
}
