package dev.hivesync.bench;

import java.util.Arrays;
import javafx.animation.AnimationTimer;

/// Beats at each pulse of the FX thread. The time between two beats is a pulse where nothing held the thread up.
/// The FX thread's.
final class Heartbeat extends AnimationTimer {

    private long[] gaps = new long[1 << 16];
    private int beats;
    private long last;

    @Override
    public void handle(long ignored) {
        long now = System.nanoTime();
        if (last != 0 && beats < gaps.length) {
            gaps[beats++] = now - last;
        }
        last = now;
    }

    void reset() {
        gaps = new long[1 << 16];
        beats = 0;
        last = 0;
    }

    /// In milliseconds; the longest is that of 1.
    double quantile(double part) {
        long[] sorted = Arrays.copyOf(gaps, beats);
        Arrays.sort(sorted);
        return beats == 0 ? 0 : sorted[Math.min(beats - 1, (int) (part * beats))] / 1e6;
    }
}
