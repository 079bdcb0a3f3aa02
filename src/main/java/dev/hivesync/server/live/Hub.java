package dev.hivesync.server.live;

import dev.hivesync.server.store.Changed;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The listeners of this instance, by user.
public final class Hub implements Announcer {

    private final ConcurrentHashMap<String, Set<Consumer<Changed>>> listeners = new ConcurrentHashMap<>();

    /// `listener` must not block: it is called on the thread that made the change, or on the relay's.
    public void subscribe(String userId, Consumer<Changed> listener) {
        listeners.compute(userId, (_, present) -> {
            Set<Consumer<Changed>> set = present == null ? ConcurrentHashMap.newKeySet() : present;
            set.add(listener);
            return set;
        });
    }

    public void unsubscribe(String userId, Consumer<Changed> listener) {
        listeners.computeIfPresent(userId, (_, set) -> {
            set.remove(listener);
            return set.isEmpty() ? null : set;
        });
    }

    @Override
    public void changed(Changed change) {
        listeners.getOrDefault(change.userId(), Set.of()).forEach(listener -> listener.accept(change));
    }

    /// Everyone who listens at this moment.
    List<String> users() {
        return List.copyOf(listeners.keySet());
    }
}
