package dev.hivesync.server.store;

import static dev.hivesync.server.store.Rows.sql;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// AI jobs and repository syncs, as rows and as the queue that workers take from.
public final class Jobs {

    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Database database;
    private final InstantSource clock;

    public Jobs(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public enum Kind {
        AI("ai"),
        SYNC("sync");

        private final String column;

        Kind(String column) {
            this.column = column;
        }
    }

    /// Work that one worker holds until it reports or its lease ends.
    public record Claim(String userId, String jobId, String projectId, String action) {}

    /// Queues work within the caller's transaction.
    public void queue(Handle handle, Kind kind, Claim job) {
        insert(handle, kind, job, "queued", true);
    }

    /// Queues work in a transaction of its own.
    public void queue(Kind kind, Claim job) {
        database.write(handle -> {
            queue(handle, kind, job);
            return null;
        });
    }

    /// Queues work that several instances may want at once, unless the newest work of this kind for the project with
    /// one of these actions has the same action: whoever comes second finds it done. Asked by one at a time.
    ///
    /// @param prefix of the actions that are compared
    /// @return whether it was queued
    public boolean queueOnce(Kind kind, Claim job, String prefix) {
        return database.write(handle -> {
            handle.createQuery("SELECT 1 FROM projects WHERE project_id = ? FOR NO KEY UPDATE")
                    .bind(0, job.projectId())
                    .mapTo(Integer.class)
                    .findOne();
            boolean same = handle.createQuery("""
                            SELECT action FROM jobs
                            WHERE user_id = ? AND kind = ? AND project_id = ? AND starts_with(action, ?)
                            ORDER BY created_at DESC LIMIT 1
                            """)
                    .bind(0, job.userId())
                    .bind(1, kind.column)
                    .bind(2, job.projectId())
                    .bind(3, prefix)
                    .mapTo(String.class)
                    .findOne()
                    .filter(job.action()::equals)
                    .isPresent();
            if (!same) {
                queue(handle, kind, job);
            }
            return !same;
        });
    }

    /// The row as a report found it, locked; created where it was unknown, with an empty status. Empty where the
    /// id belongs to other work.
    public Optional<Api.Job> lockOrCreate(Handle handle, Claim job, String status) {
        return insert(handle, Kind.AI, job, status, false) == 1
                ? Optional.of(new Api.Job(job.jobId(), job.projectId(), job.action(), "", null))
                : find(handle, job.userId(), job.jobId(), " FOR UPDATE");
    }

    public void update(Handle handle, String userId, String jobId, String status, Api.@Nullable JobResult result) {
        handle.execute(
                """
                UPDATE jobs SET status = ?, result = coalesce(?::jsonb, result),
                claimable = claimable AND ? NOT IN ('completed', 'failed')
                WHERE user_id = ? AND job_id = ?
                """, status, result == null ? null : Json.MAPPER.writeValueAsString(result), status, userId, jobId);
    }

    /// Takes the oldest waiting job of a kind; two workers never get the same one. A job whose worker has gone
    /// silent comes back when its lease ends.
    public Optional<Claim> take(Kind kind) {
        return database.write(handle -> handle.createQuery("""
                        WITH next AS (
                            SELECT user_id, job_id FROM jobs
                            WHERE kind = :kind AND claimable AND (lease_until IS NULL OR lease_until < :now)
                            ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        UPDATE jobs SET lease_until = :until FROM next
                        WHERE jobs.user_id = next.user_id AND jobs.job_id = next.job_id
                        RETURNING jobs.user_id, jobs.job_id, jobs.project_id, jobs.action
                        """)
                .bind("kind", kind.column)
                .bind("now", sql(clock.instant()))
                .bind("until", sql(clock.instant().plus(LEASE)))
                .map((row, _) -> new Claim(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .findOne());
    }

    /// Writes where a job stands without telling anybody, where telling has failed for good.
    public void settle(Claim job, String status, Api.@Nullable JobResult result) {
        database.write(handle -> {
            if (lockOrCreate(handle, job, status).isPresent()) {
                update(handle, job.userId(), job.jobId(), status, result);
            }
            return null;
        });
    }

    /// Ends a sync: it leaves the queue.
    public void finish(Claim job, boolean success) {
        database.write(handle -> {
            update(handle, job.userId(), job.jobId(), success ? "completed" : "failed", null);
            return null;
        });
    }

    /// How many jobs of each kind wait for a worker; those that are with one do not count.
    public Map<String, Integer> waiting() {
        Map<String, Integer> waiting = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            waiting.put(kind.column, 0);
        }
        database.read(handle -> handle.createQuery("""
                        SELECT kind, count(*) FROM jobs
                        WHERE claimable AND (lease_until IS NULL OR lease_until < ?) GROUP BY kind
                        """)
                        .bind(0, sql(clock.instant()))
                        .map((row, _) -> Map.entry(row.getString(1), row.getInt(2)))
                        .list())
                .forEach(kind -> waiting.put(kind.getKey(), kind.getValue()));
        return waiting;
    }

    public Optional<Api.Job> find(String userId, String jobId) {
        return database.read(handle -> find(handle, userId, jobId, ""));
    }

    private static Optional<Api.Job> find(Handle handle, String userId, String jobId, String lock) {
        return handle.createQuery("SELECT job_id, project_id, action, status, result FROM jobs"
                        + " WHERE user_id = ? AND job_id = ? AND kind = 'ai'" + lock)
                .bind(0, userId)
                .bind(1, jobId)
                .map((row, _) -> job(row))
                .findOne();
    }

    private int insert(Handle handle, Kind kind, Claim job, String status, boolean claimable) {
        return handle.execute(
                """
                INSERT INTO jobs (user_id, job_id, kind, project_id, action, status, claimable, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                job.userId(),
                job.jobId(),
                kind.column,
                job.projectId(),
                job.action(),
                status,
                claimable,
                sql(clock.instant()));
    }

    private static Api.Job job(ResultSet row) throws SQLException {
        String result = row.getString("result");
        return new Api.Job(
                row.getString("job_id"),
                row.getString("project_id"),
                row.getString("action"),
                row.getString("status"),
                result == null ? null : Json.MAPPER.readValue(result, Api.JobResult.class));
    }
}
