package dev.hivesync.wire;

import org.jspecify.annotations.Nullable;

/// What the live channel sends: a hint that the user's revision moved.
///
/// @param type `changed`, the only one so far
/// @param notification the row itself where the server had it at hand
public record LiveFrame(
        String type, long revision, @Nullable Notification notification) {

    public static final String CHANGED = "changed";
}
