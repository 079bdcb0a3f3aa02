package dev.hivesync.alerts;

import dev.hivesync.attention.Attention;
import dev.hivesync.attention.Attention.Circumstances;
import dev.hivesync.attention.Backlog;
import dev.hivesync.attention.CatchUp;
import dev.hivesync.attention.Fate;
import dev.hivesync.attention.InPlugin;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Quiet;
import dev.hivesync.attention.Verdict;
import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Step;
import dev.hivesync.inbox.Telling;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Announces through the operating system alone, for a program without a window: what a window that is never in
/// front would. Works on a thread of its own; the inbox never waits for it.
public final class Unattended implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Unattended.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /// For five seconds.
    private static final int LOOKS = 100;

    private final Preferences preferences;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Outside outside;
    private final Function<Toast, Alert> writer;
    private final Consumer<Fact> intents;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("alerts").factory());

    private final Announcer announcer; // the thread's, as all that follows
    private final CatchUp catchUp = new CatchUp();
    private List<Toast> presented = List.of();
    private List<ConnectedPlugin> plugins = List.of();
    private Instant quietUntil = Instant.MIN;
    private final List<Step> early = new ArrayList<>();
    private boolean settled;

    /// @param intents takes [Fact.Read] and [Fact.Told]
    public Unattended(
            Preferences preferences,
            InstantSource clock,
            ZoneId zone,
            Outside outside,
            Function<Toast, Alert> writer,
            Consumer<Fact> intents) {
        this.preferences = preferences;
        this.clock = clock;
        this.zone = zone;
        this.outside = outside;
        this.writer = writer;
        this.intents = intents;
        announcer = new Announcer(clock, this::in, new ByRules(), this::place, this::present, this::keep);
        outside.listen(new FromOutside());
    }

    /// Takes an inbox step; the first is the present, of which nothing is announced.
    public void accept(Step step) {
        run(() -> take(step));
    }

    /// At the start the system may need a moment until it can show anything. There is no window that would do so
    /// meanwhile, so what comes waits.
    private void take(Step step) {
        if (settled) {
            apply(step);
        } else {
            early.add(step);
            if (early.size() == 1) {
                settle(LOOKS);
            }
        }
    }

    private void settle(int looksLeft) {
        if (looksLeft > 0 && !outside.ready()) {
            in(BETWEEN_LOOKS, () -> settle(looksLeft - 1));
        } else {
            settled = true;
            early.forEach(step -> guarded(() -> apply(step)));
            early.clear();
        }
    }

    private void apply(Step step) {
        quiet();
        plugins = step.state().plugins();
        announcer.apply(News.of(step, catchUp.of(step, clock.instant())));
    }

    private final class ByRules implements ToastGate {
        @Override
        public Fate of(Entry entry, Backlog backlog) {
            Fate fate = Attention.of(
                    entry,
                    new Circumstances(preferences.now(), clock.instant(), zone, false, outside.quiet(), backlog));
            return InPlugin.over(fate, entry.notification(), plugins);
        }

        @Override
        public Optional<String> plugin(Entry entry) {
            return InPlugin.where(entry.notification(), plugins);
        }
    }

    /// What a window would have shown, nobody has: there is none.
    private void keep(List<Telling> tellings) {
        intents.accept(new Fact.Told(tellings.stream()
                .map(told -> Set.of(Fate.SHOWN.name(), Fate.SUMMARISED.name()).contains(told.fate())
                        ? new Verdict(Fate.NO_WINDOW, told.at()).of(told.id())
                        : told)
                .toList()));
    }

    private Place place() {
        return preferences.now().presence().notifications() && outside.ready() ? Place.SYSTEM : Place.WINDOW;
    }

    private void quiet() {
        Optional<Quiet> quiet = preferences.now().doNotDisturb().at(clock.instant(), zone);
        announcer.quiet(quiet.isPresent() || outside.quiet());
        quiet.map(now -> now.span().until())
                .filter(end -> !end.equals(quietUntil))
                .ifPresent(end -> {
                    quietUntil = end;
                    in(Duration.between(clock.instant(), end), () -> {
                        quietUntil = Instant.MIN; // a clock that is behind by a moment looks again
                        quiet();
                    });
                });
    }

    private void present(Showing showing) {
        List<Toast> next = showing.at(Place.SYSTEM);
        if (!next.equals(presented)) {
            presented = next;
            outside.present(next.stream().map(writer).toList());
        }
    }

    private final class FromOutside implements Outside.Listener {
        @Override
        public void acted(Alert alert, Alert.Action action) {
            with(alert, toast -> {
                announcer.dismiss(toast);
                if (action == Alert.Action.READ) {
                    intents.accept(new Fact.Read(toast.ids()));
                }
            });
        }

        @Override
        public void closed(Alert alert) {
            with(alert, announcer::dismiss);
        }

        @Override
        public void missed(Alert alert) {
            with(alert, announcer::missed);
        }

        private void with(Alert alert, Consumer<Toast> task) {
            run(() -> announcer.outside(alert.key(), alert.shownAt()).ifPresent(task));
        }

        @Override
        public void changed() {
            run(Unattended.this::quiet);
        }

        @Override
        public void asked(Outside.Wish wish) {
            LOG.debug("there is no tray without a window");
        }
    }

    private void run(Runnable task) {
        in(Duration.ZERO, task);
    }

    private void in(Duration delay, Runnable task) {
        try {
            var _ = thread.schedule(
                    () -> guarded(task),
                    Math.max(0, delay.toMillis() + (delay.isPositive() ? 1 : 0)),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            LOG.debug("closed, nothing is announced any more");
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("an arrival could not be announced", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
