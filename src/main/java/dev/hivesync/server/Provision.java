package dev.hivesync.server;

import dev.hivesync.server.api.Passwords;
import dev.hivesync.server.store.Accounts;
import dev.hivesync.server.store.Database;
import java.util.Optional;
import java.util.UUID;

/// Adds users and projects to a database, whether or not a server runs on it.
public final class Provision {

    private final Accounts accounts;
    private final Passwords passwords;

    public Provision(Database database) {
        this(new Accounts(database), new Passwords());
    }

    Provision(Accounts accounts, Passwords passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /// @return the user's id; for an email that is known the password is replaced
    public String user(String email, String password) {
        String id = accounts.byEmail(email)
                .map(Accounts.User::userId)
                .orElseGet(() -> "u-" + UUID.randomUUID().toString().substring(24));
        user(id, email, password);
        return id;
    }

    void user(String id, String email, String password) {
        accounts.save(new Accounts.User(id, email, passwords.hash(password)));
    }

    /// @param repository a directory on this machine
    /// @return false where there is no such user
    public boolean project(String id, String ownerEmail, String name, Optional<String> repository) {
        return accounts.byEmail(ownerEmail)
                .map(owner -> {
                    accounts.save(new Accounts.Project(id, owner.userId(), name, repository.orElse(null)));
                    return true;
                })
                .orElse(false);
    }
}
