package dev.hivesync.desktop;

import dev.hivesync.alerts.Alarm;
import dev.hivesync.alerts.News;
import dev.hivesync.alerts.Outside;
import dev.hivesync.alerts.Place;
import dev.hivesync.alerts.ToastGate;
import dev.hivesync.attention.Attention;
import dev.hivesync.attention.Attention.Circumstances;
import dev.hivesync.attention.Backlog;
import dev.hivesync.attention.DoNotDisturb;
import dev.hivesync.attention.Fate;
import dev.hivesync.attention.InPlugin;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Quiet;
import dev.hivesync.attention.Span;
import dev.hivesync.attention.Verdict;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.board.Present;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.center.SeenSyncs;
import dev.hivesync.desktop.sidebar.QuietViewModel;
import dev.hivesync.desktop.toast.ToastsViewModel;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Step.Change;
import dev.hivesync.inbox.Telling;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Joins what arrives, what the user chose and what is in view to toasts. On the FX thread.
final class Announcements {

    /// Of more changes at once nobody sees each, and the list runs on below the eye.
    private static final int SEEN_AT_ONCE = 100;

    private final Preferences preferences;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Opening opening;
    private final Outside outside;
    private final Instant opened;
    private final QuietViewModel quiet;
    private final ToastsViewModel toasts;
    private final SeenSyncs seen;
    private final Unheard unheard;
    private Supplier<Collection<ThreadRow>> view = List::of;
    private Unheard.Moment moment = new Unheard.Moment(Set.of(), List.of()); // while a part is heard
    private Map<String, Telling> tellings = Map.of();
    private boolean begun;
    private boolean focused;

    /// @param later runs a task on the FX thread, after what waits for it now
    Announcements(
            DesktopPorts ports,
            InstantSource clock,
            ZoneId zone,
            Opening opening,
            Alarm alarm,
            Consumer<Runnable> later,
            ToastsViewModel.Leads leads) {
        this.preferences = ports.preferences();
        this.clock = clock;
        this.zone = zone;
        this.opening = opening;
        unheard = new Unheard(later, this::hear);
        this.outside = ports.outside();
        Consumer<Fact> intents = ports.intents();
        opened = clock.instant();
        quiet = new QuietViewModel(preferences, clock, zone, alarm);
        toasts = new ToastsViewModel(
                clock,
                alarm,
                new ByRules(),
                this::place,
                intents,
                opening == Opening.QUIET ? ports.insight().keeper() : _ -> {},
                leads);
        seen = new SeenSyncs(intents);
        quiet.quietProperty().addListener((_, _, _) -> quietChanged());
    }

    /// Whether the window is in front: only then it is where an event is seen.
    void focused(boolean now) {
        focused = now;
    }

    private Place place() {
        return !focused
                        && opening == Opening.QUIET
                        && preferences.now().presence().notifications()
                        && outside.ready()
                ? Place.SYSTEM
                : Place.WINDOW;
    }

    /// Our own do-not-disturb or the system's has changed.
    void quietChanged() {
        toasts.quiet(quiet.quietProperty().get().isPresent() || outside.quiet());
    }

    /// @param threads what somebody who looks at the window sees at the moment; none where nobody does
    void watch(Supplier<Collection<ThreadRow>> threads) {
        view = threads;
    }

    /// @param told comes when all of it has been announced
    void apply(Present present, Runnable told) {
        if (present.first()) {
            begin(present.board().state());
        }
        settingsChanged();
        seen.heard(present.changes());
        Set<String> seenNow = present.changes().isEmpty() || present.changes().size() > SEEN_AT_ONCE
                ? Set.of()
                : view.get().stream().map(ThreadRow::key).collect(Collectors.toSet());
        tellings = present.board().state().tellings();
        News news = new News(
                present.changes(),
                present.backlog(),
                returning(present),
                present.board().state().link().connected());
        unheard.add(news, new Unheard.Moment(seenNow, present.board().state().plugins()), told);
    }

    private void hear(News news, boolean last, Unheard.Moment then) {
        moment = then;
        if (last) {
            toasts.apply(news);
        } else {
            toasts.begin(news);
        }
    }

    /// What came back counts as unread, whatever the server says.
    private static Map<String, Entry> returning(Present present) {
        Map<String, Entry> entries = new HashMap<>();
        for (Change change : present.changes()) {
            if (change instanceof Change.CameBack(var keys)) {
                for (String key : keys) {
                    ThreadRow thread = present.board().threads().get(key);
                    if (thread != null) {
                        Entry latest = thread.latest();
                        entries.put(key, new Entry(latest.notification().withReadAt(null), latest.arrivedAt(), null));
                    }
                }
            }
        }
        return entries;
    }

    void settingsChanged() {
        if (begun) {
            quiet.update();
        }
    }

    /// What is put off disturbs nobody.
    private void begin(InboxState state) {
        begun = true;
        List<Entry> known = state.entries().values().stream()
                .filter(entry -> !state.handling(entry.thread()).asleep())
                .toList();
        switch (opening) {
            case QUIET, PICTURE -> resume(known);
            case OBSERVER ->
                toasts.observe(known.stream()
                        .filter(entry -> worth(entry) == Fate.SHOWN)
                        .toList());
        }
    }

    /// What an earlier run held back and nobody read since.
    private void resume(Collection<Entry> known) {
        DoNotDisturb rule = preferences.now().doNotDisturb();
        Optional<Span> span = Optional.ofNullable(rule.asked())
                .or(() -> rule.at(clock.instant(), zone).map(Quiet::span));
        List<Entry> held = span.stream()
                .flatMap(during -> known.stream().filter(entry -> during.holds(entry.arrivedAt())))
                .filter(entry -> worth(entry) == Fate.DO_NOT_DISTURB || worth(entry) == Fate.QUIET_HOURS)
                .sorted(Comparator.comparing(Entry::arrivedAt).thenComparing(ThreadRow.COURSE))
                .toList();
        held.forEach(entry -> toasts.holding(List.of(entry), worth(entry)));
        toasts.quiet(rule.at(clock.instant(), zone).isPresent() || outside.quiet());
    }

    /// What would have become of it had it been judged alone as it arrived.
    private Fate worth(Entry entry) {
        return Attention.of(entry, new Circumstances(preferences.now(), entry.arrivedAt(), zone, false, Backlog.NONE));
    }

    private final class ByRules implements ToastGate {
        @Override
        public Fate of(Entry entry, Backlog backlog) {
            Fate fate = Attention.of(
                    entry,
                    new Circumstances(
                            preferences.now(),
                            clock.instant(),
                            zone,
                            moment.inView().contains(ThreadRow.keyOf(entry)),
                            outside.quiet(),
                            backlog));
            return InPlugin.over(fate, entry.notification(), moment.plugins());
        }

        @Override
        public Optional<String> plugin(Entry entry) {
            return InPlugin.where(entry.notification(), moment.plugins());
        }
    }

    /// Looks what is in view. Comes every few seconds.
    void look() {
        seen.look(view.get(), preferences.now(), clock.instant());
    }

    /// Why a toast came or did not; empty where that is not known.
    Optional<Verdict> verdict(Entry entry) {
        return toasts.verdict(entry.id()).or(() -> kept(entry.id())).or(() -> switch (opening) {
            case OBSERVER -> Optional.empty();
            case QUIET, PICTURE ->
                entry.arrivedAt().isBefore(opened)
                        ? Optional.of(new Verdict(Fate.NO_WINDOW, entry.arrivedAt()))
                        : Optional.empty();
        });
    }

    /// What an earlier run of the program decided, or one without a window.
    private Optional<Verdict> kept(String id) {
        return Optional.ofNullable(tellings.get(id)).flatMap(Verdict::of);
    }

    QuietViewModel quiet() {
        return quiet;
    }

    ToastsViewModel toasts() {
        return toasts;
    }
}
