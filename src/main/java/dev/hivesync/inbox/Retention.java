package dev.hivesync.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Which entries have had their time. Pure. The ages are the server's; the number is this desktop's own, and unread
/// ones are the last to go. What a wish is pending for stays until that is settled, and
/// what the user pinned or put off until that ends.
final class Retention {

    static final int MOST = 100_000;

    static final Duration READ = Duration.ofDays(30);
    static final Duration ALL = Duration.ofDays(90);

    /// Read ones first, the oldest of them first. By hand, since it is asked for every entry there is.
    private static final Comparator<Entry> FIRST_TO_GO = (one, other) -> {
        if (one.read() != other.read()) {
            return one.read() ? -1 : 1;
        }
        int age = one.notification().createdAt().compareTo(other.notification().createdAt());
        return age != 0 ? age : one.id().compareTo(other.id());
    };

    private Retention() {}

    /// Up to `limit` ids that are due, none where nothing is.
    ///
    /// @param now by the local clock, which counts only as far as the server's has come: a clock set wrong must not
    ///     empty an inbox
    static List<String> due(InboxState state, Instant now, int limit) {
        Collection<Entry> entries = state.entries().values();
        int excess = Math.min(limit, entries.size() - MOST);
        if (excess > 0) {
            return firstToGo(state, excess);
        }
        Instant serverTime = state.progress().serverTime();
        if (serverTime == null) {
            return List.of();
        }
        Instant today = serverTime.isBefore(now) ? serverTime : now;
        Instant read = today.minus(READ);
        Instant all = today.minus(ALL);
        return entries.stream()
                .filter(entry -> !held(state, entry))
                .filter(entry -> entry.notification().createdAt().isBefore(entry.read() ? read : all))
                .limit(limit)
                .map(Entry::id)
                .toList();
    }

    private static boolean held(InboxState state, Entry entry) {
        return entry.wish() != null
                || (!state.handlings().isEmpty() && Handlings.holds(state.handling(entry.thread())));
    }

    private static List<String> firstToGo(InboxState state, int count) {
        PriorityQueue<Entry> chosen = new PriorityQueue<>(count, FIRST_TO_GO.reversed());
        for (Entry entry : state.entries().values()) {
            Entry last = chosen.size() < count ? null : chosen.peek();
            if ((last == null || FIRST_TO_GO.compare(entry, last) < 0) && !held(state, entry)) {
                if (last != null) {
                    chosen.poll();
                }
                chosen.add(entry);
            }
        }
        return chosen.stream().map(Entry::id).toList();
    }
}
