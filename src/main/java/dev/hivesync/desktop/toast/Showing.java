package dev.hivesync.desktop.toast;

import dev.hivesync.inbox.Entry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The toasts that are up.
///
/// @param toasts oldest first
/// @param recent what arrived within the last [ToastPolicy#BURST_WINDOW], to know a burst by
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

    /// The newest, at most three.
    public List<Toast> visible() {
        return toasts.subList(Math.max(0, toasts.size() - MOST), toasts.size());
    }

    /// How many are folded away.
    public int more() {
        return Math.max(0, toasts.size() - MOST);
    }

    /// When the next one goes by itself; empty while paused.
    public Optional<Instant> nextExpiry() {
        return pausedSince != null
                ? Optional.empty()
                : toasts.stream().map(Toast::until).filter(Objects::nonNull).min(Comparator.naturalOrder());
    }
}
