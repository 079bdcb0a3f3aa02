package dev.hivesync.server.api;

import dev.hivesync.server.store.Row;
import dev.hivesync.server.store.Stream;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/// A page of 100 rows, written as the server does and read as a client does; beside it the same text written from
/// Jackson's own tree, and read token by token into nothing.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PageTimes {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123456Z");
    private static final Cursor NEXT = new Cursor("AQ_-x");

    private final Stream.Slice slice = new Stream.Slice(
            IntStream.range(0, 100).mapToObj(PageTimes::row).toList(), 100, true, 3, 1, new Stream.Head(100, 0));
    private final byte[] bytes = PageWriter.bytes(slice, NEXT, NOW);
    private final JsonNode tree = Json.MAPPER.readTree(bytes);

    private static Row row(int i) {
        return new Row(
                new UUID(4711, i).toString(),
                "u-1",
                "proj-1",
                List.of("ai_job_completed", "ai_job_started").get(i % 2),
                "{\"job_id\":\"job-" + i + "\",\"project_id\":\"proj-1\",\"action\":\"document_function\"}",
                NOW,
                i % 3 == 0 ? NOW : null,
                i + 1L);
    }

    @Benchmark
    public byte[] encode() {
        return PageWriter.bytes(slice, NEXT, NOW);
    }

    @Benchmark
    public byte[] encodeFloor() {
        return Json.MAPPER.writeValueAsBytes(tree);
    }

    @Benchmark
    public Page decode() {
        return Json.MAPPER.readValue(bytes, Page.class);
    }

    @Benchmark
    public int decodeFloor() {
        int tokens = 0;
        try (JsonParser parser = Json.MAPPER.createParser(bytes)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }
}
