package dev.hivesync.alerts;

import dev.hivesync.alerts.Showing.Arrival;
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

    /// How many are kept, shown or folded.
    static final int MOST = 200;

    private static final int BURST = 3;
    private static final Duration MEDIUM = Duration.ofSeconds(5);
    private static final Duration HIGH = Duration.ofSeconds(10);

    /// How long a failure that nobody read still counts as news to a window that opens only now.
    private static final Duration FAILURE_IS_NEWS = Duration.ofSeconds(60);

    private ToastPolicy() {}

    /// Events worth a toast that were heard of together. More than three threads within the burst window become one
    /// summary; a thread's newer event takes the place of its older.
    public static Showing arrived(Showing showing, List<Entry> news, Place place, Instant now) {
        List<Arrival> recent = new ArrayList<>();
        showing.recent().stream()
                .filter(arrival -> arrival.at().plus(BURST_WINDOW).isAfter(now))
                .forEach(recent::add);
        news.forEach(entry -> recent.add(new Arrival(entry, now)));
        List<Toast> toasts = new ArrayList<>(showing.toasts());
        Map<String, Entry> burst = new LinkedHashMap<>();
        recent.forEach(arrival -> burst.put(arrival.entry().thread(), arrival.entry()));
        if (news.isEmpty()) {
            return new Showing(toasts, recent, showing.pausedSince());
        }
        if (burst.size() > BURST) {
            summarise(toasts, Toast.BURST, burst, place, now);
        } else {
            news.forEach(entry -> show(toasts, entry, place, now));
        }
        List<Arrival> latest = recent.subList(Math.max(0, recent.size() - MOST), recent.size());
        return new Showing(toasts, latest, showing.pausedSince());
    }

    /// What was held back or read late, as one summary; a single thread as its toast.
    static Showing gathered(Showing showing, String key, List<Entry> held, Place place, Instant now) {
        Map<String, Entry> byThread = new LinkedHashMap<>();
        held.forEach(entry -> byThread.put(entry.thread(), entry));
        List<Toast> toasts = new ArrayList<>(showing.toasts());
        if (byThread.size() > 1) {
            summarise(toasts, key, byThread, place, now);
        } else {
            byThread.values().forEach(entry -> show(toasts, entry, place, now));
        }
        return new Showing(toasts, showing.recent(), showing.pausedSince());
    }

    private static void show(List<Toast> toasts, Entry entry, Place place, Instant now) {
        String key = entry.thread();
        toasts.removeIf(toast -> toast.key().equals(key));
        add(toasts, key, List.of(entry), place, now);
    }

    /// A summary of the same key that is still up takes the new events in.
    private static void summarise(List<Toast> toasts, String key, Map<String, Entry> burst, Place place, Instant now) {
        Map<String, Entry> all = new LinkedHashMap<>();
        toasts.stream()
                .filter(toast -> toast.key().equals(key))
                .flatMap(toast -> toast.entries().stream())
                .forEach(entry -> all.put(entry.thread(), entry));
        all.putAll(burst);
        toasts.removeIf(toast -> toast.key().equals(key) || burst.containsKey(toast.key()));
        List<Entry> entries = List.copyOf(all.values());
        add(toasts, key, entries, place, now);
    }

    /// A system shows for as long as it pleases. Of very many the oldest are let go.
    private static void add(List<Toast> toasts, String key, List<Entry> entries, Place place, Instant now) {
        toasts.add(new Toast(key, entries, now, place == Place.SYSTEM ? null : until(entries, now), place));
        if (toasts.size() > MOST) {
            toasts.removeFirst();
        }
    }

    /// What the system could not show comes up in the window.
    static Showing moved(Showing showing, Toast toast, Instant now) {
        return new Showing(
                showing.toasts().stream()
                        .map(up -> up.equals(toast)
                                ? new Toast(up.key(), up.entries(), now, until(up.entries(), now), Place.WINDOW)
                                : up)
                        .toList(),
                showing.recent(),
                showing.pausedSince());
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
                toasts.add(new Toast(toast.key(), left, toast.shownAt(), toast.until(), toast.place()));
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

    /// Time has passed. One that came up later than now did so by a clock that was wrong: it goes, rather than stay for
    /// as long as that was.
    public static Showing elapsed(Showing showing, Instant now) {
        return showing.pausedSince() != null
                ? showing
                : new Showing(
                        showing.toasts().stream()
                                .filter(toast -> toast.until() == null
                                        || (toast.until().isAfter(now)
                                                && !toast.shownAt().isAfter(now)))
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
                .map(toast -> new Toast(
                        toast.key(), toast.entries(), toast.shownAt(), later(toast, since, now), toast.place()))
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
                .sorted(Comparator.comparing(Entry::arrivedAt).thenComparing(Entry.COURSE))
                .toList();
        Showing showing = Showing.NONE;
        for (Entry entry : news) {
            showing = arrived(showing, List.of(entry), Place.WINDOW, entry.arrivedAt());
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
