package dev.hivesync.desktop.board;

import static dev.hivesync.desktop.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.desktop.Samples;
import dev.hivesync.inbox.Entry;
import dev.hivesync.wire.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HighlightsTest {

    @Test
    void the_newest_preview_stands_until_it_expires_or_is_read() {
        Entry old = Samples.preview("a", "ready", "OLD111", Samples.minutes(9), false);
        Entry fresh = Samples.preview("b", "ready", "NEW222", Samples.minutes(2), false);
        assertThat(at(NOW, old, fresh).preview()).map(ThreadRow::key).contains("preview:NEW222");
        assertThat(at(NOW.plusSeconds(900), old, fresh).preview()).isEmpty();
        Entry read = Samples.preview("b", "ready", "NEW222", Samples.minutes(2), true);
        assertThat(at(NOW, read).preview()).isEmpty();
        Entry consumed = Samples.preview("b", "consumed", "NEW222", Samples.minutes(2), false);
        assertThat(at(NOW, consumed).preview()).isEmpty();
    }

    @Test
    void a_sync_is_news_for_a_minute() {
        Entry synced = Samples.sync("s", "success", "sync-1", "proj-1", "abc", Duration.ofSeconds(10), false);
        assertThat(at(NOW, synced).synced()).isPresent();
        assertThat(at(NOW.plusSeconds(60), synced).synced()).isEmpty();
    }

    @Test
    void maintenance_stands_until_its_end_and_for_a_day_where_it_names_none() {
        assertThat(at(NOW, maintenance(NOW.plusSeconds(60))).maintenance()).isPresent();
        assertThat(at(NOW.plusSeconds(60), maintenance(NOW.plusSeconds(60))).maintenance())
                .isEmpty();
        assertThat(at(NOW.plusSeconds(80_000), maintenance(null)).maintenance()).isPresent();
        assertThat(at(NOW.plusSeconds(90_000), maintenance(null)).maintenance()).isEmpty();
    }

    private static Entry maintenance(@Nullable Instant ends) {
        Payload payload = new Payload.SystemNotice("Planned", null, ends, null);
        return Samples.entry("m", "system_maintenance_warning", null, payload, Samples.minutes(1), false);
    }

    private static Highlights at(Instant now, Entry... entries) {
        return Highlights.of(
                Arrays.stream(entries)
                        .map(entry -> new ThreadRow(ThreadRow.keyOf(entry), java.util.List.of(entry)))
                        .sorted(Comparator.comparing(ThreadRow::time).reversed())
                        .toList(),
                now);
    }
}
