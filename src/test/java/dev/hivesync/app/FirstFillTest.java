package dev.hivesync.app;

import static dev.hivesync.inbox.Rows.page;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.sync.Reception.Standing;
import dev.hivesync.wire.Connection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// While an inbox is read for the first time the live channel may stand already: that is no reason to call it complete,
/// to announce what is old, or to say that a search found nothing.
@NullMarked
@Timeout(60)
class FirstFillTest {

    private static final Duration INTERVAL = Duration.ofSeconds(45);

    private static final Instant DUE = Instant.parse("2026-11-23T08:00:45Z");

    @TempDir
    private Path directory;

    @Test
    void the_link_turns_when_all_has_been_read_and_not_when_the_channel_stands() throws Exception {
        InstantSource clock = InstantSource.system();
        try (Inbox inbox = Inbox.open(directory.resolve("inbox.db"), clock)) {
            Uplink uplink = new Uplink(inbox, new JobWatch(Clock.systemUTC(), System::nanoTime), _ -> {});
            uplink.up(true);
            var _ = uplink.position();
            uplink.page(page("c1", true, unread("a", 1)), null);
            assertThat(connection(inbox)).isEqualTo(Connection.OFFLINE);

            uplink.polled(Standing.UNREACHABLE, INTERVAL, DUE);
            assertThat(connection(inbox)).as("cut on the way").isEqualTo(Connection.OFFLINE);

            uplink.polled(Standing.ANSWERED, INTERVAL, DUE);
            assertThat(connection(inbox)).isEqualTo(Connection.LIVE);

            uplink.polled(Standing.UNREACHABLE, INTERVAL, DUE);
            assertThat(connection(inbox)).as("one answer less").isEqualTo(Connection.LIVE);
            uplink.polled(Standing.UNREACHABLE, INTERVAL, DUE);
            assertThat(connection(inbox)).isEqualTo(Connection.OFFLINE);
        }
    }

    /// After everything that was handed in before.
    private static Connection connection(Inbox inbox) {
        return inbox.submit(new Fact.RebuildSeen()).join().link().connection();
    }
}
