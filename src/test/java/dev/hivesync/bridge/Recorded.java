package dev.hivesync.bridge;

import java.util.ArrayList;
import java.util.List;

/// What a plugin that comes back has got so far; written by one thread.
abstract class Recorded implements Returning {

    private final List<Long> recorded = new ArrayList<>();
    private volatile long last;
    private volatile String wrong = "";

    /// @param last what it knows of before the first event
    Recorded(long last) {
        this.last = last;
    }

    final void record(long number) {
        synchronized (recorded) {
            recorded.add(number);
        }
        last = number;
    }

    final void wrong(String what) {
        wrong = what;
    }

    @Override
    public final List<Long> recorded() {
        synchronized (recorded) {
            return List.copyOf(recorded);
        }
    }

    @Override
    public final long last() {
        return last;
    }

    @Override
    public final String wrong() {
        return wrong;
    }
}
