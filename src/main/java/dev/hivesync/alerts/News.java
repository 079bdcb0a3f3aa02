package dev.hivesync.alerts;

import dev.hivesync.attention.Backlog;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Step;
import dev.hivesync.inbox.Step.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/// What the toasts hear of.
///
/// @param changes in the order in which they happened
/// @param backlog what arrived not as it happened but late, by id
/// @param returning what the threads stand at that came back, by thread
/// @param connected whether all that is to be read has been read
public record News(
        List<Change> changes, Map<String, Backlog> backlog, Map<String, Entry> returning, boolean connected) {
    public News {
        changes = List.copyOf(changes);
        returning = Map.copyOf(returning);
        backlog = Map.copyOf(backlog);
    }

    /// What an inbox step brings.
    ///
    /// @param late what its arrivals are
    static News of(Step step, Backlog late) {
        return new News(
                step.changes(),
                late.arrivals(step),
                returning(step),
                step.state().link().connected());
    }

    /// What came back counts as unread, whatever the server says.
    private static Map<String, Entry> returning(Step step) {
        Set<String> back = step.changes().stream()
                .filter(Change.CameBack.class::isInstance)
                .map(Change.CameBack.class::cast)
                .flatMap(change -> change.threads().stream())
                .collect(Collectors.toSet());
        return back.isEmpty()
                ? Map.of()
                : step.state().entries().values().stream()
                        .filter(entry -> back.contains(entry.thread()))
                        .collect(Collectors.toMap(
                                Entry::thread,
                                entry -> new Entry(entry.notification().withReadAt(null), entry.arrivedAt(), null),
                                BinaryOperator.maxBy(Entry.COURSE)));
    }

    /// In order and of equal size, none with more than `most` changes: what were left over alone would be no burst.
    public List<News> parts(int most) {
        int count = Math.max(1, (changes.size() + most - 1) / most);
        List<News> parts = new ArrayList<>(count);
        for (int part = 0; part < count; part++) {
            int from = (int) ((long) changes.size() * part / count);
            int to = (int) ((long) changes.size() * (part + 1) / count);
            parts.add(new News(changes.subList(from, to), backlog, returning, connected));
        }
        return parts;
    }

    /// All of it as it happened.
    public static News live(List<Change> changes) {
        return new News(changes, Map.of(), Map.of(), true);
    }
}
