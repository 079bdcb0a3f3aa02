package dev.hivesync.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BridgeLimitsTest extends AtADesk {

    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void a_frame_of_two_gigabytes_is_refused_at_its_header() throws Exception {
        long before = heap();
        for (int i = 0; i < 20; i++) {
            assertThat(closedAfter(bytes(0x81, 0xff, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0)))
                    .isEqualTo(1009);
        }
        assertThat(heap() - before).isLessThan(5_000_000);
    }

    @Test
    void a_message_over_its_limit_is_too_big_in_one_piece_or_many() throws Exception {
        assertThat(closedAfter(RawPlugin.frame(0x81, new byte[70_000]))).isEqualTo(1009);
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            plugin.raw(RawPlugin.frame(0x01, new byte[40_000]));
            plugin.rawUntilClosed(RawPlugin.frame(0x00, new byte[40_000]));
            assertThat(plugin.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void a_message_has_at_most_64_fragments() throws Exception {
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            plugin.raw(RawPlugin.frame(0x01, " ".getBytes(StandardCharsets.UTF_8)));
            for (int i = 0; i < 64; i++) {
                plugin.rawUntilClosed(RawPlugin.frame(0x00, new byte[0]));
            }
            assertThat(plugin.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void a_message_in_fragments_is_heard() throws Exception {
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            plugin.raw(RawPlugin.frame(0x01, "{\"type\":\"pi".getBytes(StandardCharsets.UTF_8)));
            plugin.raw(RawPlugin.frame(0x89, "between".getBytes(StandardCharsets.UTF_8)));
            plugin.raw(RawPlugin.frame(0x80, "ng\"}".getBytes(StandardCharsets.UTF_8)));
            assertThat(plugin.frame()).satisfies(pong -> {
                assertThat(pong.opcode()).isEqualTo(10);
                assertThat(pong.text()).isEqualTo("between");
            });
            assertThat(plugin.event().path("type").asString()).isEqualTo("pong");
        }
    }

    @Test
    void violations_of_the_protocol_close_with_their_codes() throws Exception {
        assertThat(closedAfter(bytes(0x81, 0x02, 'h', 'i'))).as("unmasked").isEqualTo(1002);
        assertThat(closedAfter(RawPlugin.frame(0xc1, new byte[2])))
                .as("compressed")
                .isEqualTo(1002);
        assertThat(closedAfter(RawPlugin.frame(0x83, new byte[2])))
                .as("opcode 3")
                .isEqualTo(1002);
        assertThat(closedAfter(RawPlugin.frame(0x80, new byte[2])))
                .as("stray continuation")
                .isEqualTo(1002);
        assertThat(closedAfter(RawPlugin.frame(0x89, new byte[200])))
                .as("long ping")
                .isEqualTo(1002);
        assertThat(closedAfter(RawPlugin.frame(0x09, new byte[2])))
                .as("ping in pieces")
                .isEqualTo(1002);
        assertThat(closedAfter(RawPlugin.frame(0x81, bytes(0xc3, 0x28))))
                .as("not UTF-8")
                .isEqualTo(1007);
        assertThat(closedAfter(RawPlugin.frame(0x88, bytes(0x03, 0xe8, 0xc3, 0x28))))
                .as("close reason")
                .isEqualTo(1007);
        assertThat(closedAfter(RawPlugin.frame(0x82, new byte[2]))).as("binary").isEqualTo(1008);
        assertThat(closedAfter(
                        RawPlugin.frame(0x81, ("[".repeat(20) + "]".repeat(20)).getBytes(StandardCharsets.UTF_8))))
                .as("deep JSON")
                .isEqualTo(1008);
    }

    @Test
    void more_than_twenty_messages_at_once_are_too_many() throws Exception {
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            for (int i = 0; i < 40; i++) {
                plugin.rawUntilClosed(
                        RawPlugin.frame(0x81, "{\"type\":\"focus\",\"payload\":{}}".getBytes(StandardCharsets.UTF_8)));
            }
            assertThat(plugin.event().path("payload").path("code").asString()).isEqualTo("rate_limited");
            assertThat(plugin.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void a_plugin_that_does_not_read_is_sent_away_and_the_others_miss_nothing() throws Exception {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (RawPlugin slow = new RawPlugin(desk.announced(), loopback, 4_096);
                RawPlugin good = RawPlugin.ready(desk.announced(), null)) {
            slow.upgrade();
            slow.prove(null);
            int published = 0;
            for (int round = 0; round < 400; round++) {
                int from = published;
                desk.complete(
                        IntStream.range(from, from + 50).mapToObj(i -> "n-" + i).toArray(String[]::new));
                for (int i = 0; i < 50; i++) {
                    assertThat(good.event().path("seq").asInt()).isEqualTo(++published);
                }
            }
            assertThat(slow.closeCode()).isEqualTo(1013);
            desk.complete("last");
            assertThat(good.event().path("seq").asInt()).isEqualTo(published + 1);
        }
    }

    @Test
    void who_says_nothing_in_time_is_closed() throws Exception {
        desk.close();
        try (Desk quick = new Desk(directory, BridgeLimits.CONTRACT.within(SHORT, SHORT, SHORT), 0);
                RawPlugin never = new RawPlugin(quick.announced());
                RawPlugin upgraded = RawPlugin.upgraded(quick.announced());
                RawPlugin silent = RawPlugin.ready(quick.announced(), null)) {
            assertThat(never.atEnd()).isTrue();
            assertThat(upgraded.receive().path("payload").path("code").asString())
                    .isEqualTo("unauthorized");
            assertThat(upgraded.closeCode()).isEqualTo(4401);
            assertThat(silent.closeCode()).isEqualTo(1001);
            assertThat(silent.atEnd()).isTrue();
        }
    }

    @Test
    void two_hundred_silent_sockets_keep_no_plugin_out() throws Exception {
        List<RawPlugin> silent = new ArrayList<>();
        try (RawPlugin before = RawPlugin.ready(desk.announced(), null)) {
            for (int i = 0; i < 200; i++) {
                silent.add(new RawPlugin(desk.announced()));
            }
            try (RawPlugin after = RawPlugin.ready(desk.announced(), null)) {
                desk.complete("n-1");
                assertThat(before.event().path("seq").asInt()).isEqualTo(1);
                assertThat(after.event().path("seq").asInt()).isEqualTo(1);
            }
        } finally {
            for (RawPlugin socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void there_are_64_places_and_one_that_is_left_is_free_again() throws Exception {
        List<RawPlugin> plugins = new ArrayList<>();
        try {
            for (int i = 0; i < 64; i++) {
                plugins.add(RawPlugin.ready(desk.announced(), null));
            }
            try (RawPlugin refused = new RawPlugin(desk.announced())) {
                assertThat(refused.atEnd()).isTrue();
            }
            plugins.removeLast().close();
            await().ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> {
                try (RawPlugin next = RawPlugin.ready(desk.announced(), null)) {
                    assertThat(next.ready).isNotNull();
                }
            });
        } finally {
            for (RawPlugin plugin : plugins) {
                plugin.close();
            }
        }
    }

    private int closedAfter(byte[] bytes) throws IOException {
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            plugin.rawUntilClosed(bytes);
            int code = plugin.closeCode();
            assertThat(plugin.atEnd()).isTrue();
            return code;
        }
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
