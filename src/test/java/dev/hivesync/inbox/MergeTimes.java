package dev.hivesync.inbox;

import dev.hivesync.wire.LiveFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// 1,000 facts joined into 10,000 entries, beside the same entries put into a copy of a map.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MergeTimes {

    private static final int KNOWN = 10_000;
    private static final int FACTS = 1_000;

    private final Circumstances at = new Circumstances(Rows.NOW, Set.of(), new Texts());
    private final Map<String, Entry> known = entries(0, KNOWN);
    private final Map<String, Entry> more = entries(KNOWN, FACTS);
    private final InboxState state =
            new InboxState("account", "u-1", known, 0, Progress.NONE, List.of(), Link.OFFLINE, List.of(), List.of(), 1);
    private final List<Fact> facts = IntStream.range(KNOWN, KNOWN + FACTS)
            .<Fact>mapToObj(i -> new Fact.Pushed(new LiveFrame(LiveFrame.CHANGED, i + 1, Rows.unread("n-" + i, i + 1))))
            .toList();

    private static Map<String, Entry> entries(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> new Entry(Rows.read("n-" + i, i + 1), Rows.NOW, null))
                .collect(Collectors.toMap(Entry::id, Function.identity()));
    }

    @Benchmark
    public Object merge() {
        return Merge.join(state, facts, at);
    }

    @Benchmark
    public Object mergeFloor() {
        Map<String, Entry> copy = new HashMap<>(known);
        copy.putAll(more);
        return copy;
    }
}
