package dev.hivesync.server.live;

import dev.hivesync.server.store.Changed;

/// Carries the hint that a user's revision moved to every instance. Called after the commit, never within the
/// transaction; losing a hint delays a client and never hides anything from it.
public interface Bus {

    void changed(Changed change);
}
