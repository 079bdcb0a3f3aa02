package dev.hivesync.alerts;

import dev.hivesync.inbox.Entry;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The toasts that are up, in the window and outside.
///
/// @param toasts oldest first
/// @param recent what arrived within the last [ToastPolicy#BURST_WINDOW], to know a burst by; of very many the latest
/// @param pausedSince since when no time runs, or null
public record Showing(
        List<Toast> toasts, List<Arrival> recent, @Nullable Instant pausedSince) {

    /// An event worth a toast, and when it came.
    record Arrival(Entry entry, Instant at) {}

    public static final Showing NONE = new Showing(List.of(), List.of(), null);

    static final int MOST = 3;

    public Showing {
        toasts = List.copyOf(toasts);
        recent = List.copyOf(recent);
    }

    /// The newest in the window, at most three.
    public List<Toast> visible() {
        List<Toast> inside = at(Place.WINDOW);
        return inside.subList(Math.max(0, inside.size() - MOST), inside.size());
    }

    /// Those that one place shows, oldest first.
    public List<Toast> at(Place place) {
        return toasts.stream().filter(toast -> toast.place() == place).toList();
    }

    /// How many are folded away.
    public int more() {
        return Math.max(0, at(Place.WINDOW).size() - MOST);
    }

    /// The ids of those that a summary has taken in.
    Set<String> summarised(Collection<Entry> entries) {
        Set<String> asked = entries.stream().map(Entry::id).collect(Collectors.toSet());
        return toasts.stream()
                .filter(Toast::summary)
                .flatMap(toast -> toast.entries().stream())
                .map(Entry::id)
                .filter(asked::contains)
                .collect(Collectors.toSet());
    }

    /// When the next one goes by itself; empty while paused.
    public Optional<Instant> nextExpiry() {
        return pausedSince != null
                ? Optional.empty()
                : toasts.stream().map(Toast::until).filter(Objects::nonNull).min(Comparator.naturalOrder());
    }
}
