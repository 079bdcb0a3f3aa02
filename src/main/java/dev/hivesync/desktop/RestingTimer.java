package dev.hivesync.desktop;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.Timer;
import com.sun.javafx.tk.Toolkit;
import com.sun.javafx.tk.quantum.QuantumToolkit;
import java.lang.reflect.Field;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The beat of JavaFX's pulses, which stands still while nothing moves.
///
/// A quarter of a second after the last pulse JavaFX asks its timer to pause, and to go on before the next one. On
/// Linux its timers do not know how: they wake the program sixty times a second for as long as it runs, which is nearly
/// all that an idle window costs. This one stops the platform's timer and starts it again. There is no public way to
/// it: where JavaFX turns out to be made otherwise, its own timer stays.
final class RestingTimer extends Timer {

    private static final Logger LOG = LoggerFactory.getLogger(RestingTimer.class);
    private static final long STARTED = 1;

    private final Runnable beat;
    private final Timer platform;
    private int period; // in milliseconds
    private boolean resting; // both guarded by this: the callers are synchronized

    RestingTimer(Runnable beat, Timer platform) {
        super(beat);
        this.beat = beat;
        this.platform = platform;
    }

    /// On the FX thread, before JavaFX has started its timer.
    ///
    /// @return whether it will rest
    static boolean install() {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return false;
        }
        try {
            if (!(Toolkit.getToolkit() instanceof QuantumToolkit toolkit)) {
                return false;
            }
            Field timer = field("pulseTimer");
            Field beat = field("timerRunnable");
            if (timer.get(toolkit) instanceof Timer platform
                    && !platform.isRunning()
                    && beat.get(toolkit) instanceof Runnable run) {
                timer.set(toolkit, new RestingTimer(run, platform));
                return true;
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.debug("JavaFX keeps its timer", e);
        }
        return false;
    }

    private static Field field(String name) throws NoSuchFieldException {
        Field field = QuantumToolkit.class.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    @Override
    protected long _start(Runnable ignored) {
        throw new UnsupportedOperationException("the display sets no beat on this platform");
    }

    @Override
    protected long _start(Runnable ignored, int millis) {
        period = millis;
        resting = false;
        platform.start(millis);
        return STARTED;
    }

    @Override
    protected void _stop(long ignored) {
        platform.stop();
    }

    @Override
    protected void _pause(long ignored) {
        if (!resting) {
            resting = true;
            platform.stop();
        }
    }

    /// What ends the rest is drawn at once, not a beat later.
    @Override
    protected void _resume(long ignored) {
        if (resting) {
            resting = false;
            platform.start(period);
            Application.invokeLater(beat);
        }
    }
}
