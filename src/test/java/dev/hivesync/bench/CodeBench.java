package dev.hivesync.bench;

import dev.hivesync.bench.Jmh.Times;
import dev.hivesync.bridge.FrameTimes;
import dev.hivesync.desktop.board.FoldingTimes;
import dev.hivesync.inbox.MergeTimes;
import dev.hivesync.server.api.PageTimes;
import dev.hivesync.server.store.SanitiserTimes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The code that every event passes, measured by JMH in processes of its own; each beside the least that the same
/// result could be had for.
@Tag("bench")
@DisplayName("Code, by JMH")
class CodeBench {

    @RegisterExtension
    static final Report report = new Report();

    @TempDir
    private Path directory;

    /// One pair of methods, the second named `…Floor`.
    private record Pair(String name, String figure, String unit, String peer, double most) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair("merge", "1,000 facts joined into 10,000 entries", "µs", "put into a copy of a map", 5),
            new Pair("encode", "a page of 100 rows written", "µs", "the same written from Jackson's tree", 1.5),
            new Pair("decode", "a page of 100 rows read", "µs", "its tokens read into nothing", 3));

    /// What the short form has no time for.
    private static final List<Pair> MORE = List.of(
            new Pair("sanitise", "a usual payload judged", "µs", "the payload written as JSON, unseen", 25),
            new Pair("frame", "an event as the bytes of a frame", "µs", "the same written from a map", 2),
            new Pair("redact", "a payload that hides a path in base64, judged", "µs", "written as JSON, unseen", 60),
            new Pair("fold", "a row's text folded for the search", "ns", "lower case alone", 2),
            new Pair("foldAccents", "the same with accents", "ns", "lower case alone", 40));

    @Test
    void what_every_event_passes() throws Exception {
        List<Pair> pairs = new ArrayList<>(PAIRS);
        if (Rounds.quick()) {
            MORE.forEach(pair -> report.leftOut(pair.figure, "each takes JVMs of its own until they are warm"));
        } else {
            pairs.addAll(MORE);
        }
        Times times = Jmh.run(
                directory,
                List.of(MergeTimes.class, PageTimes.class, SanitiserTimes.class, FrameTimes.class, FoldingTimes.class),
                pairs.stream().map(Pair::name).toList());
        for (Pair pair : pairs) {
            report.between(
                    pair.figure,
                    times.of(pair.name),
                    pair.unit,
                    pair.peer,
                    times.of(pair.name + "Floor"),
                    0,
                    pair.most);
        }
    }
}
