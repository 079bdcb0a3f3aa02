package dev.hivesync.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What waits to be sent, read out of a damaged file.
class SalvageQueueTest {

    private static OutboxItem item(long seq, String id, Mark mark) {
        return new OutboxItem(seq, id, mark, Instant.EPOCH, null);
    }

    @Test
    void a_row_that_claims_the_place_of_another_costs_it_nothing() {
        assertThat(Salvage.queue(List.of(
                                item(1, "whole", Mark.READ), item(2, "last", Mark.READ), item(1, "harmed", Mark.READ)))
                        .values())
                .containsExactly(item(1, "whole", Mark.READ), item(2, "last", Mark.READ), item(3, "harmed", Mark.READ));
    }

    @Test
    void the_latest_wish_for_a_notification_counts_in_whatever_order_they_are_read() {
        assertThat(Salvage.queue(List.of(item(4, "n", Mark.UNREAD), item(2, "n", Mark.READ)))
                        .values())
                .containsExactly(item(4, "n", Mark.UNREAD));
    }
}
