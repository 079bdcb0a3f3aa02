package dev.hivesync.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How the desktop hears from the backend.
public enum Connection {
    LIVE,
    POLLING,
    OFFLINE,
    SIGNED_OUT;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
