package dev.hivesync.desktop.center;

import dev.hivesync.alerts.Alarm;
import dev.hivesync.attention.Loudness;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.attention.SnoozeChoice;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.center.Undo.Deed;
import dev.hivesync.inbox.Decision;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Handling;
import dev.hivesync.inbox.Until;
import dev.hivesync.wire.Notification;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the user does with threads, one or many at once, and how it is taken back. Each is one fact, however many
/// threads it concerns.
public final class Deeds {

    /// How long the last deed can be taken back.
    public static final Duration REGRET = Duration.ofSeconds(10);

    /// More would leave no room for what is new.
    public static final int MOST_PINNED = 100;

    private final Consumer<Fact> intents;
    private final Preferences preferences;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Alarm alarm;
    private String account = "";
    private final ReadOnlyObjectWrapper<Optional<Undo>> undo = new ReadOnlyObjectWrapper<>(Optional.empty());

    public Deeds(Consumer<Fact> intents, Preferences preferences, InstantSource clock, ZoneId zone, Alarm alarm) {
        this.intents = intents;
        this.preferences = preferences;
        this.clock = clock;
        this.zone = zone;
        this.alarm = alarm;
    }

    /// Those that are unread or came back. Taking it back marks exactly these events unread.
    public void read(Collection<ThreadRow> threads) {
        List<ThreadRow> unread = those(threads, thread -> thread.unread() || thread.cameBack());
        Set<String> ids = new HashSet<>();
        unread.forEach(thread -> ids.addAll(readIds(thread)));
        Set<String> changed =
                unread.stream().flatMap(thread -> thread.unreadIds().stream()).collect(Collectors.toSet());
        List<Handling> before = those(unread, ThreadRow::cameBack).stream()
                .map(ThreadRow::handling)
                .toList();
        does(unread, Deed.READ, new Fact.Read(ids), () -> {
            if (!changed.isEmpty()) {
                intents.accept(new Fact.Unread(changed));
            }
            if (!before.isEmpty()) {
                intents.accept(new Fact.Restored(before));
            }
        });
    }

    /// What marks a thread read, also one that came back and holds nothing unread.
    static Set<String> readIds(ThreadRow thread) {
        Set<String> ids = thread.unreadIds();
        return ids.isEmpty() && thread.cameBack() ? Set.of(thread.latest().id()) : ids;
    }

    /// The latest event of each that has none unread.
    public void unread(Collection<ThreadRow> threads) {
        List<ThreadRow> read = those(threads, thread -> !thread.unread());
        Set<String> ids = read.stream().map(thread -> thread.latest().id()).collect(Collectors.toSet());
        does(read, Deed.UNREAD, new Fact.Unread(ids), () -> intents.accept(new Fact.Read(ids)));
    }

    /// The ends that can be chosen now.
    public Optional<Until> end(SnoozeChoice choice) {
        return choice.at(clock.instant(), zone);
    }

    public void snooze(Collection<ThreadRow> threads, SnoozeChoice choice) {
        end(choice).ifPresent(until -> decide(threads, new Decision.PutOff(until), Deed.SNOOZED));
    }

    public void bringBack(Collection<ThreadRow> threads) {
        decide(those(threads, ThreadRow::asleep), new Decision.BringBack(), Deed.BROUGHT_BACK);
    }

    private void decide(Collection<ThreadRow> threads, Decision decision, Deed deed) {
        List<Handling> before = threads.stream().map(ThreadRow::handling).toList();
        does(threads, deed, new Fact.Decided(keys(threads), decision), () -> intents.accept(new Fact.Restored(before)));
    }

    /// Pins them, or unpins them where all are pinned.
    public void pin(Collection<ThreadRow> threads) {
        boolean off = threads.stream().allMatch(ThreadRow::pinned);
        List<ThreadRow> changing = those(threads, thread -> thread.pinned() == off);
        if (!off && changing.size() > MOST_PINNED) {
            offer(new Undo(Deed.TOO_MANY_PINNED, MOST_PINNED, () -> {}));
            return;
        }
        Decision decision = off ? new Decision.Unpin() : new Decision.Pin();
        Decision back = off ? new Decision.Pin() : new Decision.Unpin();
        Set<String> keys = keys(changing);
        does(
                changing,
                off ? Deed.UNPINNED : Deed.PINNED,
                new Fact.Decided(keys, decision),
                () -> intents.accept(new Fact.Decided(keys, back)));
    }

    private void does(Collection<ThreadRow> threads, Deed deed, Fact fact, Runnable back) {
        if (!threads.isEmpty()) {
            intents.accept(fact);
            offer(new Undo(deed, threads.size(), back));
        }
    }

    public void muteProject(String id, int count) {
        preferences.change(settings -> settings.mutedProject(id, true));
        offer(new Undo(Deed.MUTED, count, () -> preferences.change(settings -> settings.mutedProject(id, false))));
    }

    public void muteType(Notification of, int count) {
        Loudness usual = Loudness.usual(of);
        Loudness before = preferences.now().loudness(of);
        preferences.change(settings -> loud(settings, of, Loudness.MUTED, usual));
        offer(new Undo(Deed.MUTED, count, () -> preferences.change(settings -> loud(settings, of, before, usual))));
    }

    private static Settings loud(Settings settings, Notification of, Loudness loudness, Loudness usual) {
        return settings.loudness(of.type(), loudness, usual);
    }

    private static List<ThreadRow> those(Collection<ThreadRow> threads, Predicate<ThreadRow> wanted) {
        return threads.stream().filter(wanted).toList();
    }

    private static Set<String> keys(Collection<ThreadRow> threads) {
        return threads.stream().map(ThreadRow::key).collect(Collectors.toSet());
    }

    private void offer(Undo next) {
        undo.set(Optional.of(next));
        alarm.in(REGRET, () -> {
            if (undo.get().filter(next::equals).isPresent()) {
                undo.set(Optional.empty());
            }
        });
    }

    /// Takes the last deed back.
    ///
    /// @return whether there was one
    public boolean undo() {
        Optional<Undo> last = undo.get();
        undo.set(Optional.empty());
        last.ifPresent(deed -> deed.back().run());
        return last.isPresent();
    }

    /// Whose threads these are. What was done with another account's can be taken back no more.
    ///
    /// @return whether it was another account
    boolean belong(String to) {
        boolean other = !to.equals(account);
        account = to;
        if (other) {
            keep();
        }
        return other;
    }

    /// The last deed stays done.
    public void keep() {
        undo.set(Optional.empty());
    }

    public ReadOnlyObjectProperty<Optional<Undo>> undoProperty() {
        return undo.getReadOnlyProperty();
    }
}
