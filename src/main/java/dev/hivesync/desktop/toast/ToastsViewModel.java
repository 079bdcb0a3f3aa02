package dev.hivesync.desktop.toast;

import dev.hivesync.alerts.Alarm;
import dev.hivesync.alerts.Announcer;
import dev.hivesync.alerts.News;
import dev.hivesync.alerts.Place;
import dev.hivesync.alerts.Showing;
import dev.hivesync.alerts.Toast;
import dev.hivesync.alerts.ToastGate;
import dev.hivesync.attention.Fate;
import dev.hivesync.attention.Verdict;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Telling;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The toasts of the window, and what became of those that did not come up. On the FX thread, as all view models
/// are.
public final class ToastsViewModel {

    /// Why no time runs.
    public enum Pause {
        POINTER,
        FOCUS,
        WINDOW_INACTIVE
    }

    /// Where a toast leads.
    public interface Leads {
        void thread(String key);

        /// Shows the thread and does nothing about it.
        void reveal(String key);

        void unread();
    }

    private final Announcer announcer;
    private final Consumer<Fact> intents;
    private final Leads leads;
    private final Set<Pause> pauses = EnumSet.noneOf(Pause.class);
    private final ReadOnlyObjectWrapper<Showing> showing = new ReadOnlyObjectWrapper<>(Showing.NONE);

    public ToastsViewModel(InstantSource clock, Alarm alarm, ToastGate gate, Consumer<Fact> intents, Leads leads) {
        this(clock, alarm, gate, () -> Place.WINDOW, intents, _ -> {}, leads);
    }

    /// @param place who shows what comes up now
    /// @param keeper takes what was decided, to be kept beyond the program's end
    public ToastsViewModel(
            InstantSource clock,
            Alarm alarm,
            ToastGate gate,
            Supplier<Place> place,
            Consumer<Fact> intents,
            Consumer<List<Telling>> keeper,
            Leads leads) {
        announcer = new Announcer(clock, alarm, gate, place, showing::set, keeper);
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
        return announcer.verdict(id);
    }

    public void apply(News news) {
        announcer.apply(news);
    }

    /// As [Announcer#begin].
    public void begin(News part) {
        announcer.begin(part);
    }

    /// As [Announcer#quiet].
    public void quiet(boolean on) {
        announcer.quiet(on);
    }

    /// As [Announcer#holding].
    public void holding(List<Entry> entries, Fate fate) {
        announcer.holding(entries, fate);
    }

    /// As [Announcer#observe].
    public void observe(Collection<Entry> worthy) {
        announcer.observe(worthy);
    }

    public void pause(Pause reason, boolean on) {
        boolean changed = on ? pauses.add(reason) : pauses.remove(reason);
        if (changed) {
            announcer.pause(!pauses.isEmpty());
        }
    }

    public void dismiss(Toast toast) {
        announcer.dismiss(toast);
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

    /// Shows what it is about.
    public void reveal(Toast toast) {
        dismiss(toast);
        if (toast.summary()) {
            leads.unread();
        } else {
            leads.reveal(toast.thread());
        }
    }

    /// What of it the system shows still.
    public Optional<Toast> outside(String key, Instant shownAt) {
        return announcer.outside(key, shownAt);
    }

    /// The system could not show it.
    public void missed(Toast toast) {
        announcer.missed(toast);
    }
}
