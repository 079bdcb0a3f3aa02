package dev.hivesync.server.store;

import dev.hivesync.wire.Notification;
import org.jspecify.annotations.Nullable;

/// A committed change of one user's stream.
///
/// @param revision the user's revision after it
/// @param notification the row where exactly one changed
public record Changed(
        String userId, long revision, @Nullable Notification notification) {}
