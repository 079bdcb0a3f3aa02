package dev.hivesync.desktop.sidebar;

import dev.hivesync.alerts.Alarm;
import dev.hivesync.attention.DoNotDisturb;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Quiet;
import dev.hivesync.attention.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// Do not disturb: whether it is on, until when, and the menu that asks for it.
public final class QuietViewModel {

    private final Preferences preferences;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Alarm alarm;
    private final ReadOnlyObjectWrapper<Optional<Quiet>> quiet = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty menuOpen = new SimpleBooleanProperty();
    private Instant alarmAt = Instant.MAX;

    public QuietViewModel(Preferences preferences, InstantSource clock, ZoneId zone, Alarm alarm) {
        this.preferences = preferences;
        this.clock = clock;
        this.zone = zone;
        this.alarm = alarm;
    }

    /// Settings or time have changed.
    public void update() {
        Instant now = clock.instant();
        Optional<Quiet> next = preferences.now().doNotDisturb().at(now, zone);
        quiet.set(next);
        next.map(Quiet::span).map(Span::until).ifPresent(this::wakeAt);
        Span asked = preferences.now().doNotDisturb().asked();
        if (asked != null && !asked.until().isAfter(now)) {
            change(DoNotDisturb::settled);
        }
    }

    /// The system may have slept through it, so every update looks again.
    private void wakeAt(Instant time) {
        if (time.isBefore(alarmAt)) {
            alarmAt = time;
            alarm.in(Duration.between(clock.instant(), time), () -> {
                alarmAt = Instant.MAX;
                update();
            });
        }
    }

    public void pause(Duration length) {
        change(rule -> rule.from(clock.instant(), length));
    }

    public void pauseUntilTomorrow() {
        change(rule -> rule.untilTomorrow(clock.instant(), zone));
    }

    public void resume() {
        change(rule -> rule.ended(clock.instant()));
    }

    private void change(java.util.function.UnaryOperator<DoNotDisturb> change) {
        menuOpen.set(false);
        preferences.change(settings -> settings.doNotDisturb(change.apply(settings.doNotDisturb())));
    }

    public ReadOnlyObjectProperty<Optional<Quiet>> quietProperty() {
        return quiet.getReadOnlyProperty();
    }

    public BooleanProperty menuOpenProperty() {
        return menuOpen;
    }
}
