package dev.hivesync.alerts.awt;

import dev.hivesync.alerts.Alert;
import dev.hivesync.alerts.Badge;
import dev.hivesync.alerts.Outside;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Windows and macOS. Their notifications can be shown and neither replaced nor withdrawn from here; a click on one
/// opens the latest. Everything of AWT happens on one thread, and what AWT lacks is left out.
public final class AwtOutside implements Outside {

    /// How often the system is asked whether it wants quiet: it tells nobody.
    private static final long LOOK_SECONDS = 15;

    private static final Logger LOG = LoggerFactory.getLogger(AwtOutside.class);

    private final boolean mac;
    private final SystemQuiet quietness;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outside").factory());

    private final Map<String, Alert> said = new HashMap<>(); // the thread's
    private @Nullable AwtTray icon; // the thread's
    private @Nullable Alert latest; // the thread's
    private volatile @Nullable Listener listener;
    private volatile boolean quiet; // written on the thread
    private volatile boolean tray; // written on the thread

    public AwtOutside(boolean mac) {
        this.mac = mac;
        quietness = mac ? SystemQuiet.UNKNOWN : SystemQuiet.windows();
        run(this::look);
    }

    private void run(Runnable task) {
        later(0, task);
    }

    private void later(long seconds, Runnable task) {
        try {
            var _ = thread.schedule(() -> guarded(task), seconds, TimeUnit.SECONDS);
        } catch (RejectedExecutionException _) {
            LOG.debug("closed, nothing is shown any more");
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | java.awt.AWTError | UnsatisfiedLinkError e) {
            LOG.warn("The system shows less than it should ({})", e.getClass().getSimpleName());
        }
    }

    private void look() {
        boolean now = quietness.on();
        if (now != quiet) {
            quiet = now;
            changed();
        }
        if (!mac) {
            later(LOOK_SECONDS, this::look);
        }
    }

    private void changed() {
        Listener now = listener;
        if (now != null) {
            now.changed();
        }
    }

    @Override
    public void listen(Listener next) {
        listener = next;
    }

    /// On Windows a notification needs the tray icon; macOS shows it for a script.
    @Override
    public boolean ready() {
        return mac || tray;
    }

    @Override
    public boolean quiet() {
        return quiet;
    }

    @Override
    public boolean tray() {
        return tray;
    }

    @Override
    public void present(List<Alert> alerts) {
        run(() -> {
            Set<String> keys = alerts.stream().map(Alert::key).collect(Collectors.toSet());
            said.keySet().retainAll(keys);
            for (Alert alert : alerts) {
                Alert before = said.put(alert.key(), alert);
                if (before == null || !alert.within(before)) {
                    say(alert);
                }
            }
        });
    }

    private void say(Alert alert) {
        latest = alert;
        boolean shown = mac ? Osascript.notify(alert) : icon != null && icon.say(alert);
        Listener now = listener;
        if (!shown && now != null) {
            now.missed(alert);
        }
    }

    @Override
    public void badge(Badge badge) {
        run(() -> {
            if (mac) {
                DockBadge.show(badge.digits());
            }
            if (badge.tray() && icon == null) {
                icon = AwtTray.open(this::clicked, this::asked);
            } else if (!badge.tray() && icon != null) {
                icon.close();
                icon = null;
            }
            if (icon != null) {
                icon.show(badge);
            }
            if (tray != (icon != null)) {
                tray = icon != null;
                changed();
            }
        });
    }

    private void clicked() {
        run(() -> {
            Listener now = listener;
            Alert alert = latest;
            if (now != null && alert != null) {
                now.acted(alert, Alert.Action.OPEN);
            }
        });
    }

    private void asked(Wish wish) {
        Listener now = listener;
        if (now != null) {
            now.asked(wish);
        }
    }

    @Override
    public void close() {
        listener = null;
        run(() -> {
            if (icon != null) {
                icon.close();
            }
        });
        thread.shutdown();
        try {
            var _ = thread.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
