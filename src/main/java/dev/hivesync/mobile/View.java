package dev.hivesync.mobile;

import dev.hivesync.wire.Notification;
import java.util.List;
import java.util.Set;

/// What the phone shows at one moment. Immutable.
///
/// @param rows newest first
/// @param unread ids of the rows that are not read
/// @param fresh ids that this view shows for the first time and that are not read
/// @param launching a preview is on its way
public record View(
        List<Notification> rows,
        Set<String> unread,
        Set<String> fresh,
        boolean launching,
        boolean background,
        Standing standing) {

    /// How the phone stands with its server.
    public enum Standing {
        /// Nothing has been asked yet: what is shown was kept from the last time.
        STARTING,
        CURRENT,
        OFFLINE,
        SIGNED_OUT
    }
}
