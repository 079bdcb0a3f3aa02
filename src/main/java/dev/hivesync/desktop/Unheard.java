package dev.hivesync.desktop;

import dev.hivesync.alerts.News;
import dev.hivesync.inbox.ConnectedPlugin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What has come and is not announced yet. A flood is heard part by part, and keys and clicks come in between. On the
/// FX thread.
final class Unheard {

    /// So many changes are heard in one go; more would let keys and clicks wait.
    static final int AT_ONCE = 1_000;

    /// What was so when changes came.
    record Moment(Set<String> inView, List<ConnectedPlugin> plugins) {}

    /// Hears one part.
    interface Ear {
        /// @param last whether those that came together end here
        void hear(News news, boolean last, Moment moment);
    }

    private record Part(News news, boolean last, Moment moment, Runnable told) {}

    private final Consumer<Runnable> later;
    private final Ear ear;
    private final Deque<Part> parts = new ArrayDeque<>();

    /// @param later runs a task on the FX thread, after what waits for it now
    Unheard(Consumer<Runnable> later, Ear ear) {
        this.later = later;
        this.ear = ear;
    }

    /// Heard at once where it is little and nothing is ahead of it.
    ///
    /// @param told comes when all of it has been heard
    void add(News news, Moment moment, Runnable told) {
        boolean idle = parts.isEmpty();
        List<News> added = news.parts(AT_ONCE);
        for (int part = 0; part < added.size(); part++) {
            parts.add(new Part(added.get(part), part == added.size() - 1, moment, told));
        }
        if (idle && added.size() == 1) {
            next();
        } else if (idle) {
            later.accept(this::next);
        }
    }

    private void next() {
        Part part = parts.remove();
        try {
            ear.hear(part.news(), part.last(), part.moment());
            if (part.last()) {
                part.told().run();
            }
        } finally {
            if (!parts.isEmpty()) {
                later.accept(this::next);
            }
        }
    }
}
