package dev.hivesync.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What section 4 of the contract says in numbers and in passing.
class BridgeContractTest extends AtADesk {

    @Test
    void the_limits_are_the_contracts() {
        assertThat(BridgeLimits.CONTRACT)
                .isEqualTo(new BridgeLimits(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        BridgeLimits.CONTRACT.linger(),
                        Duration.ofSeconds(60),
                        64,
                        16,
                        20,
                        5,
                        256,
                        1_048_576,
                        1_000));
        assertThat(BridgeLimits.HEADER_BYTES).isEqualTo(8_192);
        assertThat(BridgeLimits.MESSAGE_BYTES).isEqualTo(65_536);
        assertThat(BridgeLimits.FRAGMENTS).isEqualTo(64);
    }

    @Test
    void it_is_not_to_be_reached_from_another_machine() throws Exception {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        assumeThat(others).as("this machine has a network").isNotEmpty();
        for (InetAddress address : others) {
            assertThatThrownBy(() -> connect(new InetSocketAddress(address, desk.bridge.port())))
                    .as(address.toString())
                    .isInstanceOf(IOException.class);
        }
    }

    private static void connect(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, 2_000);
        }
    }

    @Test
    void the_file_has_these_fields_and_is_new_at_every_start() throws Exception {
        JsonNode first = Json.MAPPER.readTree(Files.readString(desk.file));
        assertThat(first.propertyNames()).containsExactlyInAnyOrder("v", "port", "pid", "instance", "token");
        assertThat(first.path("v").asInt()).isEqualTo(1);
        assertThat(first.path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
        assertThat(first.path("instance").asString()).matches("[0-9a-f]+");
        assertThat(Base64.getUrlDecoder().decode(first.path("token").asString()))
                .hasSize(32);
        desk.close();
        try (Desk next = new Desk(directory)) {
            JsonNode second = Json.MAPPER.readTree(Files.readString(next.file));
            assertThat(second.path("instance")).isNotEqualTo(first.path("instance"));
            assertThat(second.path("token")).isNotEqualTo(first.path("token"));
        }
    }

    @Test
    void whoever_reads_the_file_while_it_is_replaced_reads_a_whole_one() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<String> broken = new ArrayList<>();
        Set<String> instances = new HashSet<>();
        Thread reader = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                try {
                    instances.add(Json.MAPPER
                            .readValue(Files.readString(desk.file), BridgeFile.class)
                            .instance());
                } catch (IOException | RuntimeException e) {
                    broken.add(e.toString());
                }
            }
        });
        Discovery discovery = new Discovery(desk.file);
        for (int i = 0; i < 100; i++) {
            discovery.announce(1_024 + i, new SecureRandom());
        }
        done.set(true);
        reader.join();
        assertThat(broken).isEmpty();
        assertThat(instances).isNotEmpty();
    }

    @Test
    void the_desktops_nonce_is_never_the_same() throws Exception {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            try (RawPlugin plugin = RawPlugin.upgraded(desk.announced())) {
                plugin.send(RawPlugin.hello("1.0", null));
                String nonce = plugin.receive().path("payload").path("nonce").asString();
                assertThat(Base64.getDecoder().decode(nonce)).hasSizeGreaterThanOrEqualTo(16);
                nonces.add(nonce);
            }
        }
        assertThat(nonces).hasSize(10);
    }

    @Test
    void the_status_comes_again_though_nothing_has_changed() throws Exception {
        desk.close();
        BridgeLimits contract = BridgeLimits.CONTRACT;
        BridgeLimits often = new BridgeLimits(
                contract.upgrade(),
                contract.auth(),
                contract.silence(),
                contract.linger(),
                Duration.ofMillis(100),
                contract.sockets(),
                contract.unauthenticated(),
                contract.messagesPerSecond(),
                contract.failedProofs(),
                contract.queueEvents(),
                contract.queueBytes(),
                contract.heldEvents());
        try (Desk talkative = new Desk(directory, often, 0);
                RawPlugin plugin = RawPlugin.ready(talkative.announced(), null)) {
            String first = plugin.receive().toString();
            assertThat(first).contains("desktop_status").doesNotContain("seq");
            assertThat(plugin.receive().toString()).isEqualTo(first);
            assertThat(plugin.receive().toString()).isEqualTo(first);
        }
    }

    @Test
    void of_more_than_sixteen_strangers_the_oldest_gives_way() throws Exception {
        List<RawPlugin> strangers = new ArrayList<>();
        try {
            for (int i = 0; i < 17; i++) {
                strangers.add(RawPlugin.upgraded(desk.announced()));
            }
            assertThat(strangers.getFirst().atEnd()).isTrue();
            assertThat(strangers.get(1).prove(null).path("type").asString()).isEqualTo("ready");
        } finally {
            for (RawPlugin stranger : strangers) {
                stranger.close();
            }
        }
    }
}
