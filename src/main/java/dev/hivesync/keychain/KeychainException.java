package dev.hivesync.keychain;

import org.jspecify.annotations.Nullable;

/// The keychain is missing, locked, full or silent. The message never holds a secret.
final class KeychainException extends Exception {

    private static final long serialVersionUID = 1L;

    KeychainException(String message) {
        this(message, null);
    }

    KeychainException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
