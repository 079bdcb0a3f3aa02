package dev.hivesync.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The port, its other half, and a process that runs out of descriptors.
class BridgePortTest {

    /// Enough for the class path of the process, and fewer than it is asked for.
    private static final int DESCRIPTORS = 300;

    @TempDir
    private Path directory;

    @Test
    void a_port_whose_other_half_is_a_strangers_is_not_taken() throws Exception {
        try (ServerSocket stranger = new ServerSocket()) {
            bindV6(stranger);
            Iterator<Integer> ports = List.of(stranger.getLocalPort(), 0).iterator();
            List<ServerSocketChannel> bound = Loopback.bind(ports::next);
            try {
                assertThat(bound)
                        .hasSize(2)
                        .allSatisfy(channel -> assertThat(channel.socket().getLocalPort())
                                .isNotEqualTo(stranger.getLocalPort())
                                .isEqualTo(bound.getFirst().socket().getLocalPort()));
            } finally {
                for (ServerSocketChannel channel : bound) {
                    channel.close();
                }
            }
        }
    }

    @Test
    void a_chosen_port_whose_other_half_is_a_strangers_is_one_clear_sentence() throws Exception {
        try (ServerSocket stranger = new ServerSocket()) {
            bindV6(stranger);
            assertThatThrownBy(() -> new Desk(directory, BridgeLimits.CONTRACT, stranger.getLocalPort()))
                    .isInstanceOf(BridgeUnavailableException.class)
                    .hasMessageStartingWith("Port " + stranger.getLocalPort() + " is taken by another program");
        }
    }

    private static void bindV6(ServerSocket stranger) {
        try {
            InetAddress v6 = Inet6Address.getByName("::1");
            stranger.bind(new InetSocketAddress(v6, 0));
        } catch (IOException _) {
            assumeThat(false).as("this machine has no IPv6").isTrue();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void it_goes_on_listening_after_it_has_run_out_of_descriptors() throws Exception {
        List<RawPlugin> many = new ArrayList<>();
        try (BridgeChild bridge = BridgeChild.startWithDescriptors(DESCRIPTORS, directory, Duration.ofMinutes(1));
                Witness witness = new Witness(bridge.file())) {
            witness.hasSeen(bridge.ask("complete 1"));
            int answered = 0;
            for (int i = 0; i < DESCRIPTORS; i++) {
                RawPlugin next = new RawPlugin(bridge.file());
                next.socket.setSoTimeout(500);
                many.add(next);
                answered += upgrades(next) ? 1 : 0;
            }
            assertThat(answered).as("some found no descriptor").isBetween(1, DESCRIPTORS - 1);
            witness.hasSeen(bridge.ask("complete 3"));

            for (RawPlugin plugin : many) {
                plugin.close();
            }
            await().ignoreExceptionsInstanceOf(IOException.class).until(() -> {
                try (RawPlugin after = RawPlugin.ready(bridge.file(), null)) {
                    return after.ready != null;
                }
            });
            witness.hasSeen(bridge.ask("complete 3"));
        }
    }

    private static boolean upgrades(RawPlugin plugin) {
        try {
            plugin.upgrade();
            plugin.prove(null);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
