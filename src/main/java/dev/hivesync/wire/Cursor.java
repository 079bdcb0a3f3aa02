package dev.hivesync.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A place in a user's stream of changes. Signed by the server and opaque to everyone else.
public record Cursor(@JsonValue String value) {

    /// Before everything that is kept: `since=` with no value.
    public static final Cursor START = new Cursor("");

    @JsonCreator
    public Cursor {
        requireNonNull(value);
    }
}
