package dev.hivesync.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A close frame must not be lost to a TCP reset because the plugin was still sending.
class LastWordTest extends AtADesk {

    @Test
    void who_is_still_sending_when_it_is_closed_is_not_reset() throws Exception {
        byte[] large = RawPlugin.frame(0x82, new byte[1_000_000]);
        desk.close();
        try (Desk patient = new Desk(directory, lingering(Duration.ofMinutes(1)), 0);
                RawPlugin plugin = RawPlugin.ready(patient.announced(), null)) {
            plugin.raw(Arrays.copyOf(large, 100_000));
            assertThat(plugin.closeCode()).isEqualTo(1009);
            assertThat(plugin.atEnd()).isTrue();
            for (int from = 100_000; from < large.length; from += 10_000) {
                plugin.raw(Arrays.copyOfRange(large, from, from + 10_000));
                TimeUnit.MILLISECONDS.sleep(2);
            }
        }
    }

    @Test
    void who_sends_on_and_on_after_its_close_is_cut() throws Exception {
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            assertThatThrownBy(() -> plugin.raw(RawPlugin.frame(0x82, new byte[32_000_000])))
                    .isInstanceOf(SocketException.class);
        }
    }

    private static BridgeLimits lingering(Duration linger) {
        BridgeLimits contract = BridgeLimits.CONTRACT;
        return new BridgeLimits(
                contract.upgrade(),
                contract.auth(),
                contract.silence(),
                linger,
                contract.status(),
                contract.sockets(),
                contract.unauthenticated(),
                contract.messagesPerSecond(),
                contract.failedProofs(),
                contract.queueEvents(),
                contract.queueBytes(),
                contract.heldEvents());
    }
}
