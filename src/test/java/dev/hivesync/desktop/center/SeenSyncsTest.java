package dev.hivesync.desktop.center;

import static dev.hivesync.desktop.Samples.NOW;
import static dev.hivesync.desktop.Samples.job;
import static dev.hivesync.desktop.Samples.minutes;
import static dev.hivesync.desktop.Samples.sync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.attention.ClearRule;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Step.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenSyncsTest {

    private static final ThreadRow SYNCED = row(sync("s", "success", "S", "proj-1", "a", minutes(1), false));
    private static final List<ThreadRow> SCREEN = List.of(
            SYNCED,
            row(sync("f", "failed", "F", "proj-1", "a", minutes(1), false)),
            row(sync("r", "success", "R", "proj-1", "a", minutes(1), true)),
            row(job("j", "completed", "J", "a", minutes(1), false)));

    private final List<Fact> intents = new ArrayList<>();
    private final SeenSyncs seen = new SeenSyncs(intents::add);

    @Test
    void after_a_minute_in_view_it_is_read_once_and_nothing_else_is() {
        for (int second = 0; second < 60; second += 5) {
            look(SCREEN, second);
        }
        assertThat(intents).isEmpty();
        for (int second = 60; second < 200; second += 5) {
            look(SCREEN, second);
        }
        assertThat(intents).containsExactly(new Fact.Read(Set.of("s")));
    }

    @Test
    void looking_away_begins_the_minute_anew() {
        look(SCREEN, 0);
        look(List.of(), 55);
        look(SCREEN, 60);
        look(SCREEN, 119);
        assertThat(intents).isEmpty();
        look(SCREEN, 120);
        assertThat(intents).hasSize(1);
    }

    @Test
    void its_switch_and_the_users_own_mark_keep_it_unread() {
        Settings off = Settings.DEFAULT.clearing(ClearRule.SYNC_SEEN, false);
        seen.look(SCREEN, off, NOW);
        seen.look(SCREEN, off, NOW.plusSeconds(100));
        seen.heard(List.of(new Change.BecameUnread(List.of("s"))));
        look(SCREEN, 200);
        look(SCREEN, 300);
        assertThat(intents).isEmpty();
    }

    private void look(List<ThreadRow> rows, int second) {
        seen.look(rows, Settings.DEFAULT, NOW.plusSeconds(second));
    }

    private static ThreadRow row(Entry entry) {
        return new ThreadRow(ThreadRow.keyOf(entry), List.of(entry));
    }
}
