package dev.hivesync.desktop.toast;

import dev.hivesync.attention.Backlog;
import dev.hivesync.attention.Fate;
import dev.hivesync.attention.Verdict;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The toasts of the window, and what became of those that did not come up. On the FX thread, as all view models
/// are.
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

    /// Where a toast leads.
    public interface Leads {
        void thread(String key);

        void unread();
    }

    private final InstantSource clock;
    private final Alarm alarm;
    private final Judgement judgement;
    private final Consumer<Fact> intents;
    private final Leads leads;
    private final Trail trail = new Trail();
    private final Set<Pause> pauses = EnumSet.noneOf(Pause.class);
    private final ReadOnlyObjectWrapper<Showing> showing = new ReadOnlyObjectWrapper<>(Showing.NONE);
    private final List<Entry> held = new ArrayList<>(); // by do-not-disturb, for the digest
    private final List<Entry> late = new ArrayList<>(); // read after an outage, until all has been read
    private Instant alarmAt = Instant.MAX;

    public ToastsViewModel(InstantSource clock, Alarm alarm, Judgement judgement, Consumer<Fact> intents, Leads leads) {
        this.clock = clock;
        this.alarm = alarm;
        this.judgement = judgement;
        this.intents = intents;
        this.leads = leads;
    }

    public ReadOnlyObjectProperty<Showing> showingProperty() {
        return showing.getReadOnlyProperty();
    }

    public Showing showing() {
        return showing.get();
    }

    /// What was decided about one of the last 2,000 arrivals.
    public Optional<Verdict> verdict(String id) {
        return trail.of(id);
    }

    public void apply(News news) {
        Showing next = showing.get();
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
        next = up(next, together);
        if (news.connected() && !late.isEmpty()) {
            next = ToastPolicy.gathered(next, Toast.AWAY, late, clock.instant());
            late.clear();
        }
        show(next);
    }

    private void arrived(Entry entry, Backlog backlog, List<Entry> together) {
        Fate fate = judgement.of(entry, backlog);
        switch (fate) {
            case SHOWN, SUMMARISED -> together.add(entry);
            case CAUGHT_UP -> late.add(entry);
            case DO_NOT_DISTURB, QUIET_HOURS -> held.add(entry);
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
        trail.record(entry.id(), fate, clock.instant());
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
        Showing next = ToastPolicy.arrived(before, together, now);
        Set<String> folded = new java.util.HashSet<>();
        next.toasts().stream().filter(Toast::summary).forEach(toast -> folded.addAll(toast.ids()));
        together.stream()
                .filter(entry -> folded.contains(entry.id()))
                .forEach(entry -> trail.record(entry.id(), Fate.SUMMARISED, now));
        together.clear();
        return next;
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
            Showing next = ToastPolicy.gathered(showing.get(), Toast.DIGEST, held, clock.instant());
            held.clear();
            show(next);
        }
    }

    /// What an earlier run of the program held back. Comes before [#quiet].
    ///
    /// @param entries in order of arrival
    public void holding(List<Entry> entries, Fate fate) {
        held.addAll(entries);
        entries.forEach(entry -> trail.record(entry.id(), fate, entry.arrivedAt()));
    }

    /// Shows what a window that had been open all along would show now.
    ///
    /// @param worthy what deserves a toast of what is known
    public void observe(Collection<Entry> worthy) {
        show(ToastPolicy.present(worthy, clock.instant()));
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
        if (toast.summary()) {
            leads.unread();
        } else {
            leads.thread(toast.thread());
        }
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
