package dev.hivesync.desktop.board;

import dev.hivesync.attention.Recovery;
import dev.hivesync.inbox.Layers;
import dev.hivesync.wire.NotificationType;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which failures were made good, and how long they lasted. One thread's.
final class Recoveries {

    private final Recovery.Synced synced = new Recovery.Synced();
    private final Map<String, Map<String, ThreadRow>> failed = new HashMap<>(); // by project and key
    private Layers<String, Duration> lasted = Layers.of(Map.of());

    /// By the thread's key.
    Layers<String, Duration> map() {
        return lasted;
    }

    /// @return threads that stayed as they are, and whose failure is made good now, or no longer
    List<ThreadRow> take(Threads.Move move) {
        Set<String> synchronised = new HashSet<>();
        for (ThreadRow thread : move.gone()) {
            thread.entries().forEach(entry -> synced.remove(entry).ifPresent(synchronised::add));
            project(thread)
                    .ifPresent(id -> failed.computeIfPresent(id, (_, threads) -> {
                        threads.remove(thread.key());
                        return threads.isEmpty() ? null : threads;
                    }));
        }
        for (ThreadRow thread : move.come()) {
            thread.entries().forEach(entry -> synced.add(entry).ifPresent(synchronised::add));
            project(thread)
                    .ifPresent(id ->
                            failed.computeIfAbsent(id, _ -> new HashMap<>()).put(thread.key(), thread));
        }
        Map<String, ThreadRow> staying = new HashMap<>();
        synchronised.forEach(id -> staying.putAll(failed.getOrDefault(id, Map.of())));
        move.come().forEach(thread -> staying.remove(thread.key()));
        Map<String, Duration> put = new HashMap<>();
        Set<String> removed = new HashSet<>();
        move.gone().forEach(thread -> removed.add(thread.key()));
        move.come()
                .forEach(thread -> Recovery.of(thread.entries(), synced).ifPresent(time -> {
                    put.put(thread.key(), time);
                    removed.remove(thread.key());
                }));
        List<ThreadRow> changed = staying.values().stream()
                .filter(thread -> {
                    Optional<Duration> now = Recovery.of(thread.entries(), synced);
                    if (now.equals(Optional.ofNullable(lasted.get(thread.key())))) {
                        return false;
                    }
                    now.ifPresentOrElse(time -> put.put(thread.key(), time), () -> removed.add(thread.key()));
                    return true;
                })
                .toList();
        removed.removeIf(key -> !lasted.containsKey(key));
        lasted = lasted.with(put, removed);
        return changed;
    }

    /// Of a thread that ended in a failed sync.
    private static Optional<String> project(ThreadRow thread) {
        return thread.notification()
                .known()
                .filter(type -> type == NotificationType.REPO_SYNC_FAILED)
                .flatMap(_ -> Recovery.projectOf(thread.notification()));
    }
}
