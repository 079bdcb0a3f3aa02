package dev.hivesync.desktop.review;

/// How much comparing may still be done. A hostile pair of texts would otherwise take minutes.
final class Budget {

    /// There is nothing left.
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Spent() {
            super(null, null, false, false);
        }
    }

    private long left;

    Budget(long comparisons) {
        left = comparisons;
    }

    /// One comparison.
    boolean same(Integer a, Integer b) {
        if (--left < 0) {
            throw new Spent();
        }
        return a.equals(b);
    }
}
