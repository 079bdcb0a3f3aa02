package dev.hivesync.alerts;

import dev.hivesync.attention.Backlog;
import dev.hivesync.attention.Fate;
import dev.hivesync.attention.Verdict;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Step.Change;
import dev.hivesync.inbox.Telling;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is announced, where, and what became of the rest: the one decision for toasts in the window and for what
/// the operating system shows. Belongs to one thread, the caller's.
public final class Announcer {

    private final InstantSource clock;
    private final Alarm alarm;
    private final ToastGate gate;
    private final Supplier<Place> place;
    private final Consumer<Showing> out;
    private final Trail trail;
    private final List<Entry> held = new ArrayList<>(); // by do-not-disturb, for the digest
    private final List<Entry> late = new ArrayList<>(); // read after an outage, until all has been read
    private Showing showing = Showing.NONE;
    private Showing told = Showing.NONE; // what was handed out last
    private Instant alarmAt = Instant.MAX;

    /// @param place who shows what comes up now
    /// @param out hears of each change
    /// @param keeper takes what was decided, to be kept beyond the program's end
    public Announcer(
            InstantSource clock,
            Alarm alarm,
            ToastGate gate,
            Supplier<Place> place,
            Consumer<Showing> out,
            Consumer<List<Telling>> keeper) {
        this.clock = clock;
        this.alarm = alarm;
        this.gate = gate;
        this.place = place;
        this.out = out;
        trail = new Trail(keeper);
    }

    public Showing showing() {
        return showing;
    }

    /// What was decided about one of the last 2,000 arrivals.
    public Optional<Verdict> verdict(String id) {
        return trail.of(id);
    }

    public void apply(News news) {
        Showing next = heard(news);
        if (news.connected() && !late.isEmpty()) {
            next = ToastPolicy.gathered(next, Toast.AWAY, late, place.get(), clock.instant());
            late.clear();
        }
        trail.keep();
        show(next);
    }

    /// Of news that are too many for one go, all but the last: what comes up does so with that, once.
    public void begin(News part) {
        showing = heard(part);
        trail.keep();
    }

    private Showing heard(News news) {
        Showing next = showing;
        List<Entry> together = new ArrayList<>();
        for (Change change : news.changes()) {
            switch (change) {
                case Change.Arrived(var entry) ->
                    arrived(entry, news.backlog().getOrDefault(entry.id(), Backlog.NONE), together);
                case Change.BecameRead(var ids) -> next = gone(up(next, together), ids);
                case Change.Forgotten(var ids) -> next = gone(up(next, together), ids);
                case Change.PutOff(var threads) -> next = putOff(up(next, together), threads);
                case Change.CameBack(var threads) ->
                    threads.forEach(thread -> cameBack(news.returning().get(thread), together));
                case Change.BecameUnread _ -> {}
            }
        }
        return up(next, together);
    }

    private void arrived(Entry entry, Backlog backlog, List<Entry> together) {
        Fate fate = gate.of(entry, backlog);
        switch (fate) {
            case SHOWN, SUMMARISED, SHOWN_BY_SYSTEM, SUMMARISED_BY_SYSTEM -> together.add(entry);
            case CAUGHT_UP -> late.add(entry);
            case DO_NOT_DISTURB, QUIET_HOURS, SYSTEM_QUIET -> held.add(entry);
            case READ_BEFORE,
                    MUTED_PROJECT,
                    MUTED_TYPE,
                    LIST_ONLY,
                    LOW_PRIORITY,
                    FIRST_FILL,
                    IN_VIEW,
                    IN_PLUGIN,
                    NO_WINDOW -> {}
        }
        trail.record(
                entry.id(),
                new Verdict(
                        fate,
                        clock.instant(),
                        fate == Fate.IN_PLUGIN ? gate.plugin(entry).orElse(null) : null));
    }

    /// Judged as if it had just happened, since to the user it does.
    private void cameBack(@Nullable Entry entry, List<Entry> together) {
        if (entry != null) {
            arrived(entry, Backlog.NONE, together);
        }
    }

    private Showing putOff(Showing before, List<String> threads) {
        Set<String> away = Set.copyOf(threads);
        return gone(
                before,
                Stream.of(
                                before.toasts().stream().flatMap(toast -> toast.entries().stream()),
                                held.stream(),
                                late.stream())
                        .flatMap(entries -> entries)
                        .filter(entry -> away.contains(entry.thread()))
                        .map(Entry::id)
                        .toList());
    }

    private Showing up(Showing before, List<Entry> together) {
        if (together.isEmpty()) {
            return before;
        }
        Instant now = clock.instant();
        Place where = place.get();
        Showing next = ToastPolicy.arrived(before, together, where, now);
        Set<String> folded = next.summarised(together);
        together.forEach(entry -> trail.record(entry.id(), new Verdict(fate(where, folded.contains(entry.id())), now)));
        together.clear();
        return next;
    }

    private static Fate fate(Place place, boolean summarised) {
        return switch (place) {
            case WINDOW -> summarised ? Fate.SUMMARISED : Fate.SHOWN;
            case SYSTEM -> summarised ? Fate.SUMMARISED_BY_SYSTEM : Fate.SHOWN_BY_SYSTEM;
        };
    }

    private Showing gone(Showing before, List<String> ids) {
        Set<String> those = Set.copyOf(ids);
        held.removeIf(entry -> those.contains(entry.id()));
        late.removeIf(entry -> those.contains(entry.id()));
        return ToastPolicy.withdrawn(before, those);
    }

    /// Whether nothing disturbs. At its end, what was held back comes up as one digest.
    public void quiet(boolean on) {
        if (!on && !held.isEmpty()) {
            Showing next = ToastPolicy.gathered(showing, Toast.DIGEST, held, place.get(), clock.instant());
            held.clear();
            show(next);
        }
    }

    /// What an earlier run of the program held back. Comes before [#quiet].
    ///
    /// @param entries in order of arrival
    public void holding(List<Entry> entries, Fate fate) {
        held.addAll(entries);
        entries.forEach(entry -> trail.record(entry.id(), new Verdict(fate, entry.arrivedAt())));
        trail.keep();
    }

    /// Shows what a window that had been open all along would show now.
    ///
    /// @param worthy what deserves a toast of what is known
    public void observe(Collection<Entry> worthy) {
        show(ToastPolicy.present(worthy, clock.instant()));
    }

    /// Whether no time runs.
    public void pause(boolean on) {
        Instant now = clock.instant();
        show(on ? ToastPolicy.paused(showing, now) : ToastPolicy.resumed(showing, now));
    }

    /// The user is done with this one, wherever it is. That is not reading it.
    public void dismiss(Toast toast) {
        show(ToastPolicy.dismissed(showing, toast.key()));
    }

    /// The one of `key` that came up at `shownAt`, where it is still up outside.
    public Optional<Toast> outside(String key, Instant shownAt) {
        return showing.at(Place.SYSTEM).stream()
                .filter(toast -> toast.key().equals(key) && toast.shownAt().equals(shownAt))
                .findFirst();
    }

    /// The system could not show this one after all: the window does.
    public void missed(Toast toast) {
        Instant now = clock.instant();
        show(ToastPolicy.moved(showing, toast, now));
        toast.ids().forEach(id -> trail.record(id, new Verdict(fate(Place.WINDOW, toast.summary()), now)));
        trail.keep();
    }

    private void show(Showing next) {
        showing = next;
        if (!next.equals(told)) {
            told = next;
            out.accept(next);
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
        show(ToastPolicy.elapsed(showing, clock.instant()));
    }
}
