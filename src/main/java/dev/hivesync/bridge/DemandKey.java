package dev.hivesync.bridge;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/// The key of a socket as the library sees it: its wish to write goes to the gate, and the selector is left to read.
final class DemandKey extends SelectionKey {

    private final SelectionKey key;
    private final Runnable demand;

    DemandKey(SelectionKey key, Runnable demand) {
        this.key = key;
        this.demand = demand;
    }

    @Override
    public SelectionKey interestOps(int ops) {
        if ((ops & OP_WRITE) != 0) {
            demand.run();
        }
        return this;
    }

    @Override
    public SelectableChannel channel() {
        return key.channel();
    }

    @Override
    public Selector selector() {
        return key.selector();
    }

    @Override
    public boolean isValid() {
        return key.isValid();
    }

    @Override
    public void cancel() {
        key.cancel();
    }

    @Override
    public int interestOps() {
        return key.interestOps();
    }

    @Override
    public int readyOps() {
        return key.readyOps();
    }
}
