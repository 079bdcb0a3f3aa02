package dev.hivesync.alerts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A system that shows what it is asked to, and does what the test says.
public final class FakeOutside implements Outside {

    /// What came up, in order; one that says nothing new is not among them.
    public final List<Alert> announced = new CopyOnWriteArrayList<>();

    public volatile List<Alert> up = List.of();
    public @Nullable Badge badge;
    public boolean ready = true;
    private final Map<String, Alert> seen = new HashMap<>();
    private boolean quiet;
    private boolean tray;
    private @Nullable Listener listener;

    public Listener listener() {
        return java.util.Objects.requireNonNull(listener);
    }

    public void quiet(boolean on) {
        quiet = on;
        listener().changed();
    }

    public void tray(boolean there) {
        tray = there;
        listener().changed();
    }

    @Override
    public void listen(Listener next) {
        listener = next;
    }

    @Override
    public boolean ready() {
        return ready;
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
        up = alerts;
        for (Alert alert : alerts) {
            Alert before = seen.put(alert.key(), alert);
            if (before == null || !alert.within(before)) {
                announced.add(alert);
            }
        }
    }

    @Override
    public void badge(Badge next) {
        badge = next;
    }

    @Override
    public void close() {}
}
