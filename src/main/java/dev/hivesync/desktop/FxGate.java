package dev.hivesync.desktop;

import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// The way onto the FX thread, and the only caller of [Platform#runLater]. Values are handed over at once, but one
/// between two pulses: those that are offered after it are merged into one, which follows the next pulse. Handing over
/// stays out of the pulse itself, so that keys and clicks come between the two.
///
/// @param <T> an immutable value
public final class FxGate<T> {

    private static final String NAME = "HiveSync";

    private final BinaryOperator<T> merge;
    private final Consumer<T> sink;
    private final AnimationTimer pulse = new AnimationTimer() {
        @Override
        public void handle(long now) {
            stop();
            handedOver = false;
            later(FxGate.this::handOver);
        }
    };
    private boolean handedOver; // since the last pulse; the FX thread's
    private final Object lock = new Object();
    private @Nullable T waiting; // guarded by lock

    /// @param merge joins an earlier value with a later one
    /// @param sink runs on the FX thread
    public FxGate(BinaryOperator<T> merge, Consumer<T> sink) {
        this.merge = merge;
        this.sink = sink;
    }

    /// Starts JavaFX in a program that is no `Application`. It goes on when the last window closes.
    ///
    /// @param ready runs on the FX thread
    public static void start(Runnable ready) {
        Platform.startup(() -> {
            Platform.setImplicitExit(false);
            // By it a desktop knows whose window this is, as the desktop file says; JavaFX itself would call it "java"
            // and has no public way to say more.
            com.sun.glass.ui.Application.GetApplication().setName(NAME);
            var _ = RestingTimer.install();
            ready.run();
        });
    }

    /// Runs a task on the FX thread, from any thread.
    public static void later(Runnable task) {
        Platform.runLater(task);
    }

    /// From any thread.
    public void offer(T value) {
        boolean idle;
        synchronized (lock) {
            idle = waiting == null;
            waiting = waiting == null ? value : merge.apply(waiting, value);
        }
        if (idle) {
            later(this::handOver);
        }
    }

    private void handOver() {
        if (!handedOver) {
            drain();
        }
    }

    /// From any thread; runs on the FX thread, after all that was offered before.
    public void run(Runnable task) {
        later(() -> {
            drain();
            task.run();
        });
    }

    private void drain() {
        T value;
        synchronized (lock) {
            value = waiting;
            waiting = null;
        }
        if (value != null) {
            handedOver = true;
            pulse.start();
            sink.accept(value);
        }
    }
}
