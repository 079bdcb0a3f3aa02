package dev.hivesync.bench;

import dev.hivesync.bench.Jmh.Times;
import dev.hivesync.bridge.FrameTimes;
import dev.hivesync.desktop.board.FoldingTimes;
import dev.hivesync.inbox.MergeTimes;
import dev.hivesync.server.api.PageTimes;
import dev.hivesync.server.store.SanitiserTimes;
import java.nio.file.Path;
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

    @Test
    void what_every_event_passes() throws Exception {
        Times times = Jmh.run(
                directory,
                List.of(MergeTimes.class, PageTimes.class, SanitiserTimes.class, FrameTimes.class, FoldingTimes.class));
        line(times, "merge", "1,000 facts joined into 10,000 entries", "µs", "put into a copy of a map", 5);
        line(times, "encode", "a page of 100 rows written", "µs", "the same written from Jackson's tree", 1.5);
        line(times, "decode", "a page of 100 rows read", "µs", "its tokens read into nothing", 3);
        line(times, "sanitise", "a usual payload judged", "µs", "the payload written as JSON, unseen", 25);
        line(times, "redact", "a payload that hides a path in base64, judged", "µs", "written as JSON, unseen", 60);
        line(times, "frame", "an event as the bytes of a frame", "µs", "the same written from a map", 2);
        line(times, "fold", "a row's text folded for the search", "ns", "lower case alone", 2);
        line(times, "foldAccents", "the same with accents", "ns", "lower case alone", 40);
    }

    private static void line(Times times, String name, String figure, String unit, String peer, double most) {
        report.between(figure, times.of(name), unit, peer, times.of(name + "Floor"), 0, most);
    }
}
