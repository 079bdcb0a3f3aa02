package dev.hivesync.bridge;

import java.util.function.LongSupplier;

/// A token bucket: `burst` at once, then `perSecond`.
final class Allowance {

    private final int burst;
    private final double perNano;
    private final LongSupplier nanoTime;
    private double left;
    private long at;

    Allowance(int burst, int perSecond, LongSupplier nanoTime) {
        this.burst = burst;
        this.perNano = perSecond / 1e9;
        this.nanoTime = nanoTime;
        this.left = burst;
        this.at = nanoTime.getAsLong();
    }

    synchronized boolean take() {
        long now = nanoTime.getAsLong();
        left = Math.min(burst, left + (now - at) * perNano);
        at = now;
        if (left < 1) {
            return false;
        }
        left -= 1;
        return true;
    }
}
