package dev.hivesync.bridge;

import static dev.hivesync.bridge.Hostile.clientProof;
import static dev.hivesync.bridge.Hostile.proof;
import static dev.hivesync.bridge.Hostile.stranger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.wire.BridgeFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who has not proved that it reads `bridge.json`.
class HostileSessionsTest extends AmongHostiles {

    private static final String HELLO = RawPlugin.hello("1.0", null);

    /// Past the allowance of wrong answers there is none.
    private static final String WRONG = "unauthorized 4401|cut";

    private static final String FIRST = "unauthorized 4401";
    private static final String CLOSED = "malformed 1008";

    private static Hostile hello(String name, String part, String instead, String outcome) {
        return stranger(name, outcome, HELLO.replace(part, instead));
    }

    @Override
    Stream<Hostile> cases() {
        return Stream.of(greetings(), proofs(), silent()).flatMap(Arrays::stream);
    }

    private static Hostile[] greetings() {
        return new Hostile[] {
            stranger("an ack first", FIRST, "{\"type\":\"ack\",\"payload\":{\"notification_ids\":[\"n-1\"]}}"),
            stranger("a ping first", FIRST, "{\"type\":\"ping\"}"),
            stranger("an auth first", FIRST, RawPlugin.auth("x")),
            stranger(
                    "an event first",
                    FIRST,
                    "{\"type\":\"ai_job_complete\",\"payload\":{\"notification_id\":\"n-1\"}}"),
            stranger("something unknown first", FIRST, "{\"type\":\"x\"}"),
            stranger("hello twice", FIRST, HELLO, HELLO),
            stranger(
                    "an ack before the proof",
                    FIRST,
                    HELLO,
                    "{\"type\":\"ack\",\"payload\":{\"notification_ids\":[]}}"),
            stranger("nonsense first", CLOSED, "nonsense"),
            stranger("nonsense before the proof", CLOSED, HELLO, "nonsense"),
            stranger("an ack of no shape first", CLOSED, "{\"type\":\"ack\"}"),
            stranger("a hello of no shape", CLOSED, "{\"type\":\"hello\",\"payload\":{}}"),
            hello("protocol 2.0", "\"1.0\"", "\"2.0\"", "protocol_mismatch 4400"),
            hello("no protocol's name", "\"1.0\"", "\"\"", "protocol_mismatch 4400"),
            hello("a number for a protocol", "\"1.0\"", "1.0", CLOSED),
            hello("a short nonce", RawPlugin.NONCE, "c2hvcnQ=", CLOSED),
            hello("an empty nonce", RawPlugin.NONCE, "", CLOSED),
            hello("a nonce that is not base64", RawPlugin.NONCE, "!".repeat(32), CLOSED),
            hello("a nonce of 4 kB", RawPlugin.NONCE, "A".repeat(4_096), CLOSED),
            hello("a nonce with a line feed", RawPlugin.NONCE, RawPlugin.NONCE + "\\n", CLOSED),
            hello("no name", "\"raw\"", "\" \"", CLOSED),
            hello("a name of 4 kB", "\"raw\"", "\"" + "r".repeat(4_096) + "\"", CLOSED),
            hello("a project of 4 kB", "\"proj-1\"", "\"" + "p".repeat(4_096) + "\"", CLOSED),
            hello("a thousand projects", "\"proj-1\"", "\"p\",".repeat(1_000) + "\"p\"", CLOSED),
            hello("a project that is none", "\"proj-1\"", "null", CLOSED),
            stranger("resumes after half an event", CLOSED, HELLO.replace("}}", ",\"resume_after\":1.5}}")),
            stranger("resumes after 2^63", CLOSED, HELLO.replace("}}", ",\"resume_after\":9223372036854775808}}")),
            stranger("resumes after a text", CLOSED, HELLO.replace("}}", ",\"resume_after\":\"1\"}}")),
            new Hostile(
                    "binary first",
                    plugin -> {
                        plugin.upgrade();
                        plugin.raw(RawPlugin.frame(0x82, new byte[8]));
                    },
                    CLOSED),
            new Hostile(
                    "2 GB announced by a stranger",
                    plugin -> {
                        plugin.upgrade();
                        plugin.raw(Hostile.of(0x81, 0xff, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0));
                    },
                    "1009"),
        };
    }

    private static Hostile[] proofs() {
        return new Hostile[] {
            proof("an empty proof", (file, nonce, proof) -> "", WRONG),
            proof("a guess", (file, nonce, proof) -> "guess", WRONG),
            proof("the desktop's own proof", (file, nonce, proof) -> proof, WRONG),
            proof("the token itself", (file, nonce, proof) -> file.token(), WRONG),
            proof(
                    "half a proof",
                    (file, nonce, proof) -> clientProof(file, nonce).substring(0, 20),
                    WRONG),
            proof("a proof and more", (file, nonce, proof) -> clientProof(file, nonce) + "=", WRONG),
            proof("a proof of another nonce", (file, nonce, proof) -> clientProof(file, RawPlugin.NONCE), WRONG),
            proof("a proof for another port", (file, nonce, proof) -> clientProof(port(file), nonce), WRONG),
            proof("a proof for another run", (file, nonce, proof) -> clientProof(run(file), nonce), WRONG),
            proof("a proof of 60 kB", (file, nonce, proof) -> "A".repeat(60_000), WRONG),
            new Hostile("a proof that was heard before", HostileSessionsTest::replay, WRONG),
        };
    }

    private static BridgeFile port(BridgeFile file) {
        return new BridgeFile(file.v(), file.port() ^ 1, file.pid(), file.instance(), file.token());
    }

    private static BridgeFile run(BridgeFile file) {
        return new BridgeFile(file.v(), file.port(), file.pid(), "0".repeat(32), file.token());
    }

    /// Says again, nonce and all, what a good plugin said.
    private static void replay(RawPlugin plugin) throws Exception {
        String said;
        try (RawPlugin good = RawPlugin.upgraded(plugin.file)) {
            good.send(HELLO);
            said = RawPlugin.auth(clientProof(
                    plugin.file, good.receive().path("payload").path("nonce").asString()));
            good.send(said);
            good.receive();
        }
        plugin.upgrade();
        plugin.send(HELLO);
        plugin.receive();
        plugin.send(said);
    }

    private static Hostile[] silent() {
        return new Hostile[] {
            stranger("silence after the upgrade", FIRST),
            stranger("silence after hello", FIRST, HELLO),
            new Hostile(
                    "half a frame",
                    plugin -> {
                        plugin.upgrade();
                        plugin.raw(Hostile.of(0x81, 0xfe, 1));
                    },
                    FIRST),
        };
    }

    @Test
    void two_hundred_silent_sockets_keep_no_plugin_out_and_leave_no_descriptor() throws Exception {
        long before = bridge.ask("descriptors");
        List<RawPlugin> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                silent.add(new RawPlugin(bridge.file()));
            }
            try (RawPlugin good = RawPlugin.ready(bridge.file(), null)) {
                long seq = bridge.ask("complete 1");
                assertThat(good.event().path("seq").asLong()).isEqualTo(seq);
            }
            assertThat(bridge.ask("descriptors") - before).isLessThan(40);
            await().untilAsserted(() -> assertThat(bridge.ask("descriptors"))
                    .as("once they have timed out")
                    .isLessThanOrEqualTo(before));
        } finally {
            for (RawPlugin socket : silent) {
                socket.close();
            }
        }
        costNothing();
    }

    @Test
    void five_hundred_guesses_open_nothing_and_keep_nobody_out() throws Exception {
        guess(500);
    }

    @Test
    @Tag("faults")
    void ten_thousand_guesses_open_nothing_and_keep_nobody_out() throws Exception {
        guess(10_000);
    }

    private void guess(int guesses) throws Exception {
        long before = bridge.ask("descriptors");
        int answered = 0;
        long start = System.nanoTime();
        for (int i = 0; i < guesses; i++) {
            String outcome =
                    proof("guess", (file, nonce, proof) -> "guess", WRONG).happens(bridge.file());
            assertThat(outcome).isIn((Object[]) WRONG.split("\\|", -1));
            answered += outcome.equals("cut") ? 0 : 1;
            if (i % 100 == 50) {
                RawPlugin.ready(bridge.file(), null).close();
            }
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        assertThat(answered).isLessThanOrEqualTo((int) (6 + seconds));
        await().untilAsserted(() -> assertThat(bridge.ask("descriptors")).isLessThanOrEqualTo(before));
        costNothing();
    }

    @Test
    void refused_requests_leave_no_descriptor() throws Exception {
        long before = bridge.ask("descriptors");
        List<RawPlugin> open = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            RawPlugin page = new RawPlugin(bridge.file());
            page.raw(RawPlugin.request(
                    "/bridge", "Host: 127.0.0.1:" + bridge.file().port(), "Origin: null"));
            assertThat(page.head()).startsWith("HTTP/1.1 403");
            open.add(page);
        }
        await().untilAsserted(() -> assertThat(bridge.ask("descriptors")).isLessThanOrEqualTo(before));
        for (RawPlugin page : open) {
            closeQuietly(page);
        }
    }

    private static void closeQuietly(RawPlugin plugin) {
        try {
            plugin.close();
        } catch (IOException _) {
            // it is closed either way
        }
    }
}
