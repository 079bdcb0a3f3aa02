package dev.hivesync.attention;

import static dev.hivesync.desktop.Samples.LIVE;
import static dev.hivesync.desktop.Samples.NOW;
import static dev.hivesync.desktop.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.desktop.Samples;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.Step;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private final CatchUp catchUp = new CatchUp();

    @Test
    void all_pages_of_the_first_reading_are_the_first_fill() {
        var _ = catchUp.of(new Step(InboxState.EMPTY, List.of()), NOW);
        assertThat(offline(NOW)).isEqualTo(Backlog.FIRST_FILL);
        assertThat(offline(NOW.plusSeconds(90))).isEqualTo(Backlog.FIRST_FILL);
        var _ = connected(NOW.plusSeconds(91));
        assertThat(connected(NOW.plusSeconds(92))).isEqualTo(Backlog.NONE);
    }

    @Test
    void what_is_read_after_the_start_came_before_it() {
        assertThat(offline(NOW)).isEqualTo(Backlog.CATCHING_UP);
        assertThat(offline(NOW.plusSeconds(1))).isEqualTo(Backlog.CATCHING_UP);
        assertThat(connected(NOW.plusSeconds(2))).isEqualTo(Backlog.NONE);
    }

    @Test
    void a_short_outage_holds_nothing_up_and_a_long_one_does() {
        var _ = connected(NOW);
        assertThat(offline(NOW.plusSeconds(10))).isEqualTo(Backlog.NONE);
        assertThat(offline(NOW.plusSeconds(69))).isEqualTo(Backlog.NONE);
        assertThat(offline(NOW.plusSeconds(70))).isEqualTo(Backlog.CATCHING_UP);
        assertThat(connected(NOW.plusSeconds(71))).isEqualTo(Backlog.NONE);
        assertThat(offline(NOW.plusSeconds(72))).isEqualTo(Backlog.NONE);
    }

    @Test
    void another_account_is_filled_anew() {
        var _ = connected(NOW);
        var _ = catchUp.of(new Step(InboxState.EMPTY, List.of()), NOW);
        assertThat(offline(NOW.plusSeconds(1))).isEqualTo(Backlog.FIRST_FILL);
    }

    private Backlog offline(Instant now) {
        return catchUp.of(Samples.present(state(Link.OFFLINE, Samples.day())), now);
    }

    private Backlog connected(Instant now) {
        return catchUp.of(Samples.present(state(LIVE, Samples.day())), now);
    }
}
