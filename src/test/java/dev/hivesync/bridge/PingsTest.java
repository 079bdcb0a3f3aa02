package dev.hivesync.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pings, of which the bridge answers the usual ones on a short way.
class PingsTest extends AtADesk {

    private static final String PING = "{\"type\":\"ping\"}";
    private static final String PONG = "{\"type\":\"pong\",\"payload\":{}}";

    /// So many events of one step are sent before it returns.
    private static final int AT_ONCE = 130;

    @ParameterizedTest
    @ValueSource(
            strings = {
                PING,
                "{\"type\":\"ping\",\"payload\":{}}",
                "{\"payload\":{},\"type\":\"ping\"}",
                "{\"type\": \"ping\", \"payload\": {}}",
                "{ \"type\" : \"ping\" }",
                "{\"type\":\"ping\",\"payload\":{\"more\":1}}"
            })
    void each_is_answered_however_it_is_written(String ping) throws Exception {
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            for (int i = 0; i < 3; i++) {
                plugin.send(ping);
                assertThat(plugin.frame().text()).isEqualTo(PONG);
            }
        }
    }

    @Test
    void the_answer_names_the_request() throws Exception {
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            plugin.send("{\"type\":\"ping\",\"request_id\":\"r\"}");
            assertThat(plugin.frame().text()).isEqualTo("{\"type\":\"pong\",\"request_id\":\"r\",\"payload\":{}}");
        }
    }

    @Test
    void a_ping_is_answered_after_what_was_said_before_it() throws Exception {
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            for (int i = 0; i < 5; i++) {
                plugin.send("{\"type\":\"ack\"}");
                plugin.send(PING);
                assertThat(plugin.receive().path("type").asString()).isEqualTo("error");
                assertThat(plugin.frame().text()).isEqualTo(PONG);
            }
        }
    }

    @Test
    void a_ping_within_a_message_that_has_begun_is_a_broken_rule() throws Exception {
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            plugin.raw(RawPlugin.frame(0x01, utf8("{\"type\":")));
            plugin.raw(RawPlugin.frame(0x89, new byte[0]));
            assertThat(plugin.frame().opcode())
                    .as("all before it has been read")
                    .isEqualTo(10);
            plugin.send(PING);
            assertThat(plugin.closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void what_looks_like_a_ping_within_a_frame_is_none() throws Exception {
        byte[] inside = RawPlugin.frame(0x81, utf8(PING));
        byte[] outside = RawPlugin.frame(0x81, inside);
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            plugin.raw(ByteBuffer.allocate(6).put(outside, 0, 6).array());
            plugin.rawUntilClosed(inside);
            assertThat(plugin.closeCode()).isEqualTo(1007);
        }
    }

    @Test
    void twenty_at_once_are_answered_and_no_more() throws Exception {
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            for (int i = 0; i < 60; i++) {
                plugin.rawUntilClosed(RawPlugin.frame(0x81, utf8(PING)));
            }
            int pongs = 0;
            String text = plugin.frame().text();
            while (text.equals(PONG)) {
                pongs++;
                text = plugin.frame().text();
            }
            assertThat(text).contains("rate_limited");
            assertThat(pongs).isBetween(15, 50);
            assertThat(plugin.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void a_pong_takes_its_turn_behind_events_that_the_socket_did_not_take() throws Exception {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (RawPlugin slow = new RawPlugin(desk.announced(), loopback, 4_096);
                RawPlugin other = RawPlugin.ready(desk.announced(), null)) {
            slow.upgrade();
            slow.prove(null);
            int published = 0;
            while (desk.bridge.plugins().getLast().waiting() == 0) {
                desk.complete(IntStream.range(published, published + AT_ONCE)
                        .mapToObj(i -> "n-" + i)
                        .toArray(String[]::new));
                published += AT_ONCE;
                drain(other, AT_ONCE);
            }
            slow.send(PING);
            other.send(PING);
            assertThat(other.event().path("type").asString())
                    .as("by now the ping before it has been dealt with")
                    .isEqualTo("pong");
            drain(slow, published);
            assertThat(slow.event().path("type").asString()).isEqualTo("pong");
        }
    }

    private static void drain(RawPlugin plugin, int events) throws IOException {
        long last = 0;
        for (int i = 0; i < events; i++) {
            long seq = plugin.event().path("seq").asLong();
            assertThat(seq).as("an event, after those before it").isGreaterThan(last);
            last = seq;
        }
    }

    @Test
    void a_stranger_pings_in_vain() throws IOException {
        try (RawPlugin stranger = RawPlugin.upgraded(desk.announced())) {
            stranger.send(PING);
            assertThat(stranger.receive().path("payload").path("code").asString())
                    .isEqualTo("unauthorized");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
