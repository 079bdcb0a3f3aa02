package dev.hivesync.bridge;

import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeMessage;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Payload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// One event as the bytes that every plugin receives, beside the same payload written by Jackson alone.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FrameTimes {

    private final Frames frames = new Frames();
    private final Payload.AiJob job = new Payload.AiJob("job-1", "proj-1", "document_function", null);
    private final BridgeMessage message = BridgeMessage.event(
            new BridgeFrame.Push(BridgeFrame.Kind.AI_JOB_COMPLETE, "0c8f0000-0000-4000-8000-000000000001", job), 1_000);
    private final Map<String, Object> bare =
            new LinkedHashMap<>(Map.of("type", "ai_job_complete", "seq", 1_000, "prev", 999, "payload", job));

    @Benchmark
    public byte[] frame() {
        return frames.text(message);
    }

    @Benchmark
    public byte[] frameFloor() {
        return Json.MAPPER.writeValueAsBytes(bare);
    }
}
