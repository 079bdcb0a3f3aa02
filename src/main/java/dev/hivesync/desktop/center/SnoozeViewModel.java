package dev.hivesync.desktop.center;

import dev.hivesync.attention.SnoozeChoice;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.inbox.Until;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The menu that asks for how long threads are put off.
public final class SnoozeViewModel {

    private final Deeds deeds;

    /// What is to be put off; empty while the menu is closed.
    private final ReadOnlyObjectWrapper<List<ThreadRow>> threads = new ReadOnlyObjectWrapper<>(List.of());

    public SnoozeViewModel(Deeds deeds) {
        this.deeds = deeds;
    }

    public void ask(Collection<ThreadRow> wanted) {
        threads.set(List.copyOf(wanted));
    }

    /// What can be chosen now, with its end.
    public Map<SnoozeChoice, Until> choices() {
        Map<SnoozeChoice, Until> choices = new LinkedHashMap<>();
        for (SnoozeChoice choice : SnoozeChoice.values()) {
            deeds.end(choice).ifPresent(until -> choices.put(choice, until));
        }
        return choices;
    }

    public boolean someAsleep() {
        return threads.get().stream().anyMatch(ThreadRow::asleep);
    }

    public void choose(SnoozeChoice choice) {
        List<ThreadRow> chosen = threads.get();
        close();
        deeds.snooze(chosen, choice);
    }

    public void bringBack() {
        List<ThreadRow> chosen = threads.get();
        close();
        deeds.bringBack(chosen);
    }

    public void close() {
        threads.set(List.of());
    }

    public boolean open() {
        return !threads.get().isEmpty();
    }

    public ReadOnlyObjectProperty<List<ThreadRow>> threadsProperty() {
        return threads.getReadOnlyProperty();
    }
}
