package dev.hivesync.desktop;

import dev.hivesync.desktop.board.Presenter;
import dev.hivesync.desktop.center.Banner;
import dev.hivesync.inbox.Link;
import dev.hivesync.wire.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The moment that the window's words count from: it moves with each board, each minute, and each second only while
/// a next try is awaited or a preview's last hour runs. The FX thread's.
final class WindowClock {

    private static final Duration LAST_HOUR = Duration.ofHours(1);

    private final InstantSource clock;
    private final Presenter presenter;
    private final Consumer<Runnable> fx;
    private final Supplier<Link> link;
    private final Supplier<List<Banner>> banners;
    private final ReadOnlyObjectWrapper<Instant> now;
    private boolean counting; // a tick of the countdown is due

    /// @param fx runs tasks on the FX thread
    WindowClock(
            InstantSource clock,
            Presenter presenter,
            Consumer<Runnable> fx,
            Supplier<Link> link,
            Supplier<List<Banner>> banners) {
        this.clock = clock;
        this.presenter = presenter;
        this.fx = fx;
        this.link = link;
        this.banners = banners;
        now = new ReadOnlyObjectWrapper<>(clock.instant());
    }

    ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /// Begins with the minutes.
    void start() {
        presenter.in(untilNextMinute(), this::minute);
    }

    private void minute() {
        presenter.again();
        start();
    }

    private Duration untilNextMinute() {
        return Duration.ofMillis(60_000 - Math.floorMod(clock.millis(), 60_000L));
    }

    /// A board of that moment is shown from here on.
    void at(Instant moment) {
        now.set(moment);
    }

    /// What is counted down to may have changed.
    void countDown() {
        Instant next = link.get().nextPollAt();
        boolean awaited = link.get().connection() == Connection.OFFLINE && next != null && next.isAfter(now.get());
        boolean running = banners.get().stream().anyMatch(this::runsOut);
        if ((awaited || running) && !counting) {
            counting = true;
            presenter.in(
                    Duration.ofSeconds(1),
                    () -> fx.accept(() -> {
                        counting = false;
                        now.set(clock.instant());
                        countDown();
                    }));
        }
    }

    private boolean runsOut(Banner banner) {
        if (!(banner instanceof Banner.PreviewReady(var _, var preview)) || preview.expiresAt() == null) {
            return false;
        }
        Duration left = Duration.between(now.get(), preview.expiresAt());
        if (!left.isPositive()) {
            presenter.again();
        }
        return left.isPositive() && left.compareTo(LAST_HOUR) <= 0;
    }
}
