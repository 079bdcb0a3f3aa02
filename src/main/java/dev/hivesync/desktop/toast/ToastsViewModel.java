package dev.hivesync.desktop.toast;

import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Step.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The toasts of the window. On the FX thread, as all view models are.
public final class ToastsViewModel {

    /// Why no time runs.
    public enum Pause {
        POINTER,
        FOCUS,
        WINDOW_INACTIVE
    }

    /// Calls back on the FX thread.
    public interface Alarm {
        void in(Duration delay, Runnable task);
    }

    private final InstantSource clock;
    private final Alarm alarm;
    private final Consumer<Fact> intents;
    private final Consumer<String> open;
    private final Set<Pause> pauses = EnumSet.noneOf(Pause.class);
    private final ReadOnlyObjectWrapper<Showing> showing = new ReadOnlyObjectWrapper<>(Showing.NONE);
    private Instant alarmAt = Instant.MAX;

    /// @param open takes the key of the thread to show
    public ToastsViewModel(InstantSource clock, Alarm alarm, Consumer<Fact> intents, Consumer<String> open) {
        this.clock = clock;
        this.alarm = alarm;
        this.intents = intents;
        this.open = open;
    }

    public ReadOnlyObjectProperty<Showing> showingProperty() {
        return showing.getReadOnlyProperty();
    }

    public Showing showing() {
        return showing.get();
    }

    public void apply(List<Change> changes) {
        Showing next = showing.get();
        List<Entry> together = new ArrayList<>();
        Instant now = clock.instant();
        for (Change change : changes) {
            switch (change) {
                case Change.Arrived(var entry) -> together.add(entry);
                case Change.BecameRead(var ids) -> {
                    next = ToastPolicy.withdrawn(ToastPolicy.arrived(next, together, now), ids);
                    together.clear();
                }
                case Change.Forgotten(var ids) -> {
                    next = ToastPolicy.withdrawn(ToastPolicy.arrived(next, together, now), ids);
                    together.clear();
                }
                case Change.BecameUnread _ -> {}
            }
        }
        show(together.isEmpty() ? next : ToastPolicy.arrived(next, together, now));
    }

    /// Shows what a window that had been open all along would show now.
    public void observe(Collection<Entry> known) {
        show(ToastPolicy.present(known, clock.instant()));
    }

    public void pause(Pause reason, boolean on) {
        boolean changed = on ? pauses.add(reason) : pauses.remove(reason);
        if (changed) {
            Instant now = clock.instant();
            show(pauses.isEmpty() ? ToastPolicy.resumed(showing.get(), now) : ToastPolicy.paused(showing.get(), now));
        }
    }

    public void dismiss(Toast toast) {
        show(ToastPolicy.dismissed(showing.get(), toast.key()));
    }

    public void markRead(Toast toast) {
        dismiss(toast);
        intents.accept(new Fact.Read(toast.ids()));
    }

    public void open(Toast toast) {
        dismiss(toast);
        open.accept(toast.thread());
    }

    private void show(Showing next) {
        if (!next.equals(showing.get())) {
            showing.set(next);
        }
        next.nextExpiry().ifPresent(this::wakeAt);
    }

    private void wakeAt(Instant time) {
        if (time.isBefore(alarmAt)) {
            alarmAt = time;
            alarm.in(Duration.between(clock.instant(), time), this::elapsed);
        }
    }

    private void elapsed() {
        alarmAt = Instant.MAX;
        show(ToastPolicy.elapsed(showing.get(), clock.instant()));
    }
}
