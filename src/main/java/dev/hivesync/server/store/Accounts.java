package dev.hivesync.server.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Users and the projects they own.
public final class Accounts {

    private final Database database;

    public Accounts(Database database) {
        this.database = database;
    }

    /// @param passwordHash in the hash function's own text form
    public record User(String userId, String email, String passwordHash) {}

    /// @param repoPath the repository a sync reads, on this machine; null where there is none
    public record Project(
            String projectId,
            String owner,
            String name,
            @Nullable String repoPath) {}

    public Optional<User> byEmail(String email) {
        return user("lower(email) = lower(?)", email);
    }

    public Optional<User> byId(String userId) {
        return user("user_id = ?", userId);
    }

    private Optional<User> user(String condition, String value) {
        return database.read(
                handle -> handle.createQuery("SELECT user_id, email, password_hash FROM users WHERE " + condition)
                        .bind(0, value)
                        .map((row, _) -> new User(row.getString(1), row.getString(2), row.getString(3)))
                        .findOne());
    }

    /// Creates the user, or gives the one with this id a new email and password.
    public void save(User user) {
        database.write(handle -> handle.execute("""
                INSERT INTO users (user_id, email, password_hash) VALUES (?, ?, ?)
                ON CONFLICT (user_id) DO UPDATE SET email = excluded.email, password_hash = excluded.password_hash
                """, user.userId(), user.email(), user.passwordHash()));
    }

    /// Up to `limit` user ids after `after`, in order: for broadcasts in bounded batches.
    public List<String> userIds(String after, int limit) {
        return database.read(
                handle -> handle.createQuery("SELECT user_id FROM users WHERE user_id > ? ORDER BY user_id LIMIT ?")
                        .bind(0, after)
                        .bind(1, limit)
                        .mapTo(String.class)
                        .list());
    }

    /// Creates the project, or changes the one with this id.
    public void save(Project project) {
        database.write(handle ->
                handle.execute("""
                INSERT INTO projects (project_id, owner, name, repo_path) VALUES (?, ?, ?, ?)
                ON CONFLICT (project_id) DO UPDATE
                SET owner = excluded.owner, name = excluded.name, repo_path = excluded.repo_path
                """, project.projectId(), project.owner(), project.name(), project.repoPath()));
    }

    public Optional<Project> project(String projectId) {
        return database.read(handle -> projects(handle, "project_id = ?", projectId)).stream()
                .findFirst();
    }

    public List<Project> ownedBy(String userId) {
        return database.read(handle -> projects(handle, "owner = ?", userId));
    }

    /// Every project that has a repository to sync.
    public List<Project> withRepository() {
        return database.read(handle -> projects(handle, "repo_path IS NOT NULL"));
    }

    private static List<Project> projects(Handle handle, String condition, Object... values) {
        var query = handle.createQuery("SELECT project_id, owner, name, repo_path FROM projects WHERE " + condition
                + " ORDER BY name, project_id");
        for (int i = 0; i < values.length; i++) {
            query.bind(i, values[i]);
        }
        return query.map(
                        (row, _) -> new Project(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }
}
