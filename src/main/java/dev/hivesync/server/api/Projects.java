package dev.hivesync.server.api;

import dev.hivesync.server.store.Accounts;
import dev.hivesync.server.store.Accounts.Project;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the project that a request names, for whoever may act on it.
final class Projects {

    private static final int MAX_ID = 64;

    private final Accounts accounts;

    Projects(Accounts accounts) {
        this.accounts = accounts;
    }

    /// For a worker, who may act on every project.
    ///
    /// @throws ApiException 422 where none is named, 404 where there is no such
    Project any(@Nullable String id) {
        return found(id).orElseThrow(() -> ApiException.notFound("project"));
    }

    /// For a user, to whom another's project looks like none.
    ///
    /// @throws ApiException 422 where none is named, 404 where the user has no such
    Project of(String user, @Nullable String id) {
        return found(id)
                .filter(project -> project.owner().equals(user))
                .orElseThrow(() -> ApiException.notFound("project"));
    }

    private Optional<Project> found(@Nullable String id) {
        return accounts.project(Exchange.need("project_id", id, MAX_ID));
    }
}
