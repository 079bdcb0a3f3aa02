package dev.hivesync.desktop.toast;

import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.toast.Showing.Arrival;
import dev.hivesync.inbox.Entry;
import dev.hivesync.wire.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which toasts are up. Pure: what is up and what happened at a time give what is up then.
public final class ToastPolicy {

    public static final Duration BURST_WINDOW = Duration.ofMillis(800);

    private static final int BURST = 3;
    private static final Duration MEDIUM = Duration.ofSeconds(5);
    private static final Duration HIGH = Duration.ofSeconds(10);

    /// How long a failure that nobody read still counts as news to a window that opens only now.
    private static final Duration FAILURE_IS_NEWS = Duration.ofSeconds(60);

    private ToastPolicy() {}

    /// Events worth a toast that were heard of together. More than three threads within the burst window become one
    /// summary; a thread's newer event takes the place of its older.
    public static Showing arrived(Showing showing, List<Entry> news, Instant now) {
        List<Arrival> recent = new ArrayList<>();
        showing.recent().stream()
                .filter(arrival -> arrival.at().plus(BURST_WINDOW).isAfter(now))
                .forEach(recent::add);
        news.forEach(entry -> recent.add(new Arrival(entry, now)));
        List<Toast> toasts = new ArrayList<>(showing.toasts());
        Map<String, Entry> burst = new LinkedHashMap<>();
        recent.forEach(arrival -> burst.put(ThreadRow.keyOf(arrival.entry()), arrival.entry()));
        if (news.isEmpty()) {
            return new Showing(toasts, recent, showing.pausedSince());
        }
        if (burst.size() > BURST) {
            summarise(toasts, Toast.BURST, burst, now);
        } else {
            news.forEach(entry -> show(toasts, entry, now));
        }
        return new Showing(toasts, recent, showing.pausedSince());
    }

    /// What was held back or read late, as one summary; a single thread as its toast.
    static Showing gathered(Showing showing, String key, List<Entry> held, Instant now) {
        Map<String, Entry> byThread = new LinkedHashMap<>();
        held.forEach(entry -> byThread.put(ThreadRow.keyOf(entry), entry));
        List<Toast> toasts = new ArrayList<>(showing.toasts());
        if (byThread.size() > 1) {
            summarise(toasts, key, byThread, now);
        } else {
            byThread.values().forEach(entry -> show(toasts, entry, now));
        }
        return new Showing(toasts, showing.recent(), showing.pausedSince());
    }

    private static void show(List<Toast> toasts, Entry entry, Instant now) {
        String key = ThreadRow.keyOf(entry);
        toasts.removeIf(toast -> toast.key().equals(key));
        toasts.add(new Toast(key, List.of(entry), now, until(List.of(entry), now)));
    }

    /// A summary of the same key that is still up takes the new events in.
    private static void summarise(List<Toast> toasts, String key, Map<String, Entry> burst, Instant now) {
        Map<String, Entry> all = new LinkedHashMap<>();
        toasts.stream()
                .filter(toast -> toast.key().equals(key))
                .flatMap(toast -> toast.entries().stream())
                .forEach(entry -> all.put(ThreadRow.keyOf(entry), entry));
        all.putAll(burst);
        toasts.removeIf(toast -> toast.key().equals(key) || burst.containsKey(toast.key()));
        List<Entry> entries = List.copyOf(all.values());
        toasts.add(new Toast(key, entries, now, until(entries, now)));
    }

    /// These were read here or elsewhere, or are gone.
    public static Showing withdrawn(Showing showing, Collection<String> ids) {
        Set<String> gone = Set.copyOf(ids);
        List<Toast> toasts = new ArrayList<>();
        for (Toast toast : showing.toasts()) {
            List<Entry> left = toast.entries().stream()
                    .filter(entry -> !gone.contains(entry.id()))
                    .toList();
            if (!left.isEmpty()) {
                toasts.add(new Toast(toast.key(), left, toast.shownAt(), toast.until()));
            }
        }
        List<Arrival> recent = showing.recent().stream()
                .filter(arrival -> !gone.contains(arrival.entry().id()))
                .toList();
        return new Showing(toasts, recent, showing.pausedSince());
    }

    /// The user closed this one.
    public static Showing dismissed(Showing showing, String key) {
        return new Showing(
                showing.toasts().stream()
                        .filter(toast -> !toast.key().equals(key))
                        .toList(),
                showing.recent(),
                showing.pausedSince());
    }

    /// Time has passed.
    public static Showing elapsed(Showing showing, Instant now) {
        return showing.pausedSince() != null
                ? showing
                : new Showing(
                        showing.toasts().stream()
                                .filter(toast ->
                                        toast.until() == null || toast.until().isAfter(now))
                                .toList(),
                        showing.recent(),
                        null);
    }

    public static Showing paused(Showing showing, Instant now) {
        return showing.pausedSince() != null ? showing : new Showing(showing.toasts(), showing.recent(), now);
    }

    /// Each toast goes on with the time that it had left.
    public static Showing resumed(Showing showing, Instant now) {
        Instant since = showing.pausedSince();
        if (since == null) {
            return showing;
        }
        List<Toast> toasts = showing.toasts().stream()
                .map(toast -> new Toast(toast.key(), toast.entries(), toast.shownAt(), later(toast, since, now)))
                .toList();
        return new Showing(toasts, showing.recent(), null);
    }

    private static @Nullable Instant later(Toast toast, Instant pausedSince, Instant now) {
        Instant stood = toast.shownAt().isAfter(pausedSince) ? toast.shownAt() : pausedSince;
        return toast.until() == null ? null : toast.until().plus(Duration.between(stood, now));
    }

    /// What would be up now in a window that had been open all along, given what is known and worth a toast: for a
    /// window that opens beside a running one.
    public static Showing present(Collection<Entry> worthy, Instant now) {
        List<Entry> news = worthy.stream()
                .filter(entry -> fresh(entry, now))
                .sorted(Comparator.comparing(Entry::arrivedAt).thenComparing(ThreadRow.COURSE))
                .toList();
        Showing showing = Showing.NONE;
        for (Entry entry : news) {
            showing = arrived(showing, List.of(entry), entry.arrivedAt());
        }
        return elapsed(showing, now);
    }

    private static boolean fresh(Entry entry, Instant now) {
        Instant until = until(List.of(entry), entry.arrivedAt());
        return (until == null ? entry.arrivedAt().plus(FAILURE_IS_NEWS) : until).isAfter(now);
    }

    /// Failures stay; else the loudest decides.
    private static @Nullable Instant until(List<Entry> entries, Instant now) {
        if (entries.stream().anyMatch(entry -> Toast.failed(entry.notification()))) {
            return null;
        }
        boolean high = entries.stream().anyMatch(entry -> entry.notification().priority() == Priority.HIGH);
        return now.plus(high ? HIGH : MEDIUM);
    }
}
