package dev.hivesync.keychain;

import java.util.Optional;

/// An operating system's store for secrets. Calls may block for as long as the system likes.
interface Keychain {

    /// Empty where there is no such secret.
    Optional<String> read(String name) throws KeychainException;

    /// Keeps `secret` under `name`, in place of what was there.
    void write(String name, String secret) throws KeychainException;

    /// Does nothing where there is no such secret.
    void delete(String name) throws KeychainException;
}
