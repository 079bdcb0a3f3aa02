package dev.hivesync.sync;

import java.time.Duration;

/// How the threads of this package end.
final class Threads {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Threads() {}

    /// Interrupts the thread and gives it a while to end.
    static void end(Thread thread) {
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for a thread that ends by itself.
    static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
