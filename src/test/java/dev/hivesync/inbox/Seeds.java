package dev.hivesync.inbox;

import java.util.Random;

/// Runs a property for many seeds; a failure names its seed, and `-Dseed=N` runs that one alone.
final class Seeds {

    @FunctionalInterface
    interface Property {
        void check(Random random) throws Exception;
    }

    private Seeds() {}

    static void each(int count, Property property) throws Exception {
        Long only = Long.getLong("seed");
        long first = only == null ? 1 : only;
        long last = only == null ? count : only;
        for (long seed = first; seed <= last; seed++) {
            try {
                property.check(new Random(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with -Dseed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
