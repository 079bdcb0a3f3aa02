package dev.hivesync.app;

import java.nio.file.Path;
import java.util.Optional;

/// The source checkout this program runs from, if it does: set by the launcher that the build writes.
final class Checkout {

    private Checkout() {}

    static Optional<Path> directory() {
        return Optional.ofNullable(System.getProperty("hivesync.checkout")).map(Path::of);
    }
}
