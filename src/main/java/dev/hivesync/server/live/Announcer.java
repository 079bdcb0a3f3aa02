package dev.hivesync.server.live;

import dev.hivesync.server.store.Changed;

/// Is told of every change this instance made: after its commit, never within the transaction.
public interface Announcer {

    /// Does not block.
    void changed(Changed change);
}
