package dev.hivesync.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hivesync.wire.BridgeCodec.MalformedFrameException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeCodecTest {

    private final BridgeCodec codec = new BridgeCodec();

    static Stream<BridgeFrame> frames() {
        return Stream.of(
                new BridgeFrame.Hello("1.0", "vim", null, "AAAA", List.of("proj-1"), 7L),
                new BridgeFrame.Challenge("BBBB", "CCCC"),
                new BridgeFrame.Auth("DDDD"),
                new BridgeFrame.Ready("1.0", "ab12", 9, 7, 2, Connection.LIVE),
                new BridgeFrame.Ping(),
                new BridgeFrame.Pong(),
                new BridgeFrame.Ack(List.of("n-1", "n-2")),
                new BridgeFrame.Acked(List.of("n-1"), List.of("n-2")),
                new BridgeFrame.Show(null),
                new BridgeFrame.Show("n-1"),
                new BridgeFrame.Shown(true),
                new BridgeFrame.JobStarted("proj-1", "job-1"),
                new BridgeFrame.Focus(null),
                new BridgeFrame.Read(List.of("n-1")),
                new BridgeFrame.DesktopStatus("0.1.0", true, Connection.POLLING, 4),
                new BridgeFrame.Failure("unauthorized", "No."),
                new BridgeFrame.Push(
                        BridgeFrame.Kind.REPO_SYNC_FAILED, "n-3", new Payload.RepoSync("s-1", "afe127c", "p", "boom")));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void every_frame_survives_the_wire(BridgeFrame frame) throws MalformedFrameException {
        BridgeMessage message = new BridgeMessage(frame, "r-1", 12L);

        assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
    }

    static Stream<Payload> payloads() {
        Instant soon = Instant.parse("2026-11-23T08:00:00.123456Z");
        return Stream.of(
                new Payload.AiJob("job-123", "proj-1", "document_function", null),
                new Payload.AiJob("job-123", "proj-1", "document_function", "boom"),
                new Payload.AiJob("", " ~", "<a> & 'b' /c", null),
                new Payload.AiJob("a \"word\"", "back\\slash", "line\nfeed", "tab\t"),
                new Payload.AiJob("\u007f", "\u0000", "\u001f", "\u2028"),
                new Payload.AiJob("h\u00e9", "\u20ac", "\ud83d\udc1d", "\u00ff"),
                new Payload.Preview("tok", "proj-1", "web", null),
                new Payload.Preview("tok", "proj-1", "web", soon),
                new Payload.RepoSync("s-1", "afe127c", null, null),
                new Payload.RepoSync("s-1", "afe127c", "proj-1", "boom"),
                new Payload.SystemNotice("hello", soon, null, "cpu"),
                new Payload.Other(Map.of("job_id", "7")));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void an_event_as_bytes_is_the_event_as_text(Payload payload) {
        for (BridgeFrame.Kind kind : BridgeFrame.Kind.values()) {
            for (long seq : new long[] {1, 9_999_999_999L}) {
                BridgeMessage event = BridgeMessage.event(new BridgeFrame.Push(kind, "n-\u00b5\"1", payload), seq);
                BridgeMessage plain = BridgeMessage.event(new BridgeFrame.Push(kind, "n-1", payload), seq);

                assertThat(codec.encodeBytes(event)).isEqualTo(utf8(codec.encode(event)));
                assertThat(codec.encodeBytes(plain)).isEqualTo(utf8(codec.encode(plain)));
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void an_event_carries_its_payload_its_id_and_its_place() {
        String text = codec.encode(BridgeMessage.event(
                new BridgeFrame.Push(
                        BridgeFrame.Kind.AI_JOB_COMPLETE,
                        "n-1",
                        new Payload.AiJob("job-123", "proj-1", "document_function", null)),
                5));

        assertThat(text)
                .isEqualTo("{\"type\":\"ai_job_complete\",\"seq\":5,\"prev\":4,\"payload\":{\"job_id\":\"job-123\","
                        + "\"project_id\":\"proj-1\",\"action\":\"document_function\",\"notification_id\":\"n-1\"}}");
    }

    @Test
    void an_unknown_type_is_no_error() throws MalformedFrameException {
        assertThat(codec.decode("{\"type\":\"weather\",\"payload\":{\"sun\":true}}")
                        .frame())
                .isEqualTo(new BridgeFrame.Unknown("weather"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"hello\"}",
                "{\"type\":\"ack\",\"payload\":{}}",
                "{\"type\":\"ack\",\"payload\":{\"notification_ids\":7}}",
                "{\"type\":\"ping\"} {\"type\":\"ping\"}",
                "{\"type\":\"ai_job_complete\",\"payload\":{}}"
            })
    void what_is_no_frame_is_refused(String text) {
        assertThatThrownBy(() -> codec.decode(text)).isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void seventeen_levels_are_one_too_many() {
        String deep = "{\"type\":\"ping\",\"payload\":{\"a\":" + "[".repeat(15) + "]".repeat(15) + "}}";

        assertThatThrownBy(() -> codec.decode(deep)).isInstanceOf(MalformedFrameException.class);
    }
}
