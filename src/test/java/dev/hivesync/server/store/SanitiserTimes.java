package dev.hivesync.server.store;

import dev.hivesync.wire.Json;
import dev.hivesync.wire.NotificationType;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.JsonNode;

/// What every payload passes before it is stored, beside the same payload written as JSON unseen: one of the usual
/// kind,
/// and one whose text gives away a path in base64.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SanitiserTimes {

    private final PayloadRules rules = new PayloadRules(false);
    private final Map<String, JsonNode> usual = payload("{\"job_id\":\"job-0c8f0000-0000-4000-8000-000000000001\","
            + "\"project_id\":\"proj-1\",\"action\":\"document_function\"}");
    private final Map<String, JsonNode> hostile = payload("{\"job_id\":\"job-1\",\"project_id\":\"proj-1\","
            + "\"action\":\"document_function\",\"error\":\"The file L2hvbWUvam9lL3NlY3JldHMudHh0 is not there.\"}");

    private static Map<String, JsonNode> payload(String json) {
        Map<String, JsonNode> fields = new HashMap<>();
        Json.MAPPER.readTree(json).properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    @Benchmark
    public Object sanitise() {
        return rules.judge("u-1", "proj-1", NotificationType.AI_JOB_COMPLETED, usual, "key-1");
    }

    @Benchmark
    public Object sanitiseFloor() {
        return Json.MAPPER.writeValueAsString(usual);
    }

    @Benchmark
    public Object redact() {
        return rules.judge("u-1", "proj-1", NotificationType.AI_JOB_FAILED, hostile, "key-1");
    }

    @Benchmark
    public Object redactFloor() {
        return Json.MAPPER.writeValueAsString(hostile);
    }
}
