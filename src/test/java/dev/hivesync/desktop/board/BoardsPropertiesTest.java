package dev.hivesync.desktop.board;

import static dev.hivesync.desktop.Samples.LIVE;
import static dev.hivesync.desktop.Samples.NOW;
import static dev.hivesync.desktop.Samples.PROJECTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.attention.Loudness;
import dev.hivesync.attention.SavedView;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.Samples;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Layers;
import dev.hivesync.inbox.Progress;
import dev.hivesync.wire.Family;
import dev.hivesync.wire.Payload;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A board worked out of what changed against one from the ground up.
class BoardsPropertiesTest {

    private static final List<String> STATES = List.of("queued", "started", "completed", "failed");
    private static final List<String> SYNCS = List.of("started", "success", "failed");
    private static final List<String> PREVIEWS = List.of("token_created", "ready", "consumed", "expired");
    private static final List<Filter> FILTERS = List.of(
            Filter.ALL,
            new Filter(new Scope.Unread(), false, ""),
            new Filter(new Scope.Task(Family.REPO_SYNC), false, ""),
            new Filter(new Scope.Project("proj-1"), true, ""),
            new Filter(new Scope.All(), false, "s"),
            new Filter(new Scope.All(), false, "sy"),
            new Filter(new Scope.All(), false, "sync ATLAS"),
            new Filter(new Scope.All(), true, "sync atlas"),
            new Filter(new Scope.All(), false, "résum"));

    private static final List<SavedView> VIEWS = List.of(
            new SavedView("jobs", Family.AI_JOB, null, false, ""),
            new SavedView("second", null, "proj-2", true, ""),
            new SavedView("atlas", null, null, false, "atlas"));

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final Moments moments = new Moments(texts, ZoneOffset.UTC);
    private Settings settings = Settings.DEFAULT;

    @ParameterizedTest
    @ValueSource(ints = {4, 40, 400})
    void what_changed_and_the_whole_give_the_same_board(int most) {
        for (int seed = 1; seed <= 30; seed++) {
            Random random = new Random(seed);
            settings = Settings.DEFAULT;
            Layers<String, Entry> entries = Layers.of(Map.of());
            Boards boards = boards();
            Board board = boards.of(state(entries), Filter.ALL, NOW, Map.of());
            for (int step = 0; step < 40; step++) {
                entries = changed(entries, random, most);
                if (random.nextInt(12) == 0) {
                    settings = Settings.DEFAULT
                            .mutedProject("proj-2", random.nextBoolean())
                            .loudness("repo_sync_failed", Loudness.MUTED, Loudness.TOAST);
                }
                if (random.nextInt(12) == 0) {
                    settings =
                            settings.lessMotion(random.nextBoolean()).views(random.nextBoolean() ? VIEWS : List.of());
                }
                Filter filter = FILTERS.get(random.nextInt(3) == 0 ? random.nextInt(FILTERS.size()) : 0);
                Instant now = NOW.plus(Duration.ofMinutes(random.nextInt(90)));
                board = boards.after(board, state(entries), filter, now);
                for (int slice = random.nextInt(3); slice > 0; slice--) {
                    boards.prepareSearch();
                }
                Board whole = boards().of(state(entries), filter, now, Map.of());
                assertThat(board.rows()).as("seed %d, step %d", seed, step).isEqualTo(whole.rows());
                assertThat(board).as("seed %d, step %d", seed, step).isEqualTo(whole);
            }
        }
    }

    @Test
    void so_do_most_of_many_threads_at_once() {
        Random random = new Random(7);
        Layers<String, Entry> entries = many(Layers.of(Map.of()), 4_000, random);
        Boards boards = boards();
        Board board = boards.of(state(entries), Filter.ALL, NOW, Map.of());
        for (Filter filter : FILTERS) {
            for (int changes : List.of(3_000, 1_500, 10)) {
                entries = many(entries, changes, random);
                board = boards.after(board, state(entries), filter, NOW);
                assertThat(board)
                        .as("%d changes under %s", changes, filter)
                        .isEqualTo(boards().of(state(entries), filter, NOW, Map.of()));
            }
        }
    }

    private static Layers<String, Entry> many(Layers<String, Entry> entries, int changes, Random random) {
        Map<String, Entry> put = new HashMap<>();
        for (int i = 0; i < changes; i++) {
            String id = "m" + random.nextInt(5_000);
            put.put(
                    id,
                    Samples.notice(
                            id,
                            "system_maintenance_warning",
                            "Sync of atlas " + id,
                            Duration.ofMinutes(random.nextInt(9_000)),
                            random.nextBoolean()));
        }
        return entries.with(put, List.of());
    }

    private Boards boards() {
        return new Boards(new Wording(texts, moments), moments, () -> settings);
    }

    private static Layers<String, Entry> changed(Layers<String, Entry> entries, Random random, int most) {
        Map<String, Entry> put = new HashMap<>();
        Set<String> removed = new HashSet<>();
        int changes = random.nextInt(most);
        for (int i = 0; i < changes; i++) {
            String id = "n" + random.nextInt(3 * most);
            if (random.nextInt(4) == 0) {
                put.remove(id);
                removed.add(id);
            } else {
                removed.remove(id);
                put.put(id, entry(id, random));
            }
        }
        return entries.with(put, removed);
    }

    private static Entry entry(String id, Random random) {
        String thread = "t" + random.nextInt(30);
        Duration age = Duration.ofMinutes(random.nextInt(4) * 700L + random.nextInt(5));
        boolean read = random.nextBoolean();
        String project = List.of("proj-1", "proj-2", "proj-9").get(random.nextInt(3));
        return switch (random.nextInt(4)) {
            case 0 -> Samples.job(id, pick(STATES, random), thread, "Résumé " + random.nextInt(4), age, read);
            case 1 -> Samples.preview(id, pick(PREVIEWS, random), thread, age, read);
            case 2 -> Samples.sync(id, pick(SYNCS, random), thread, project, "afe127c", age, read);
            default ->
                random.nextBoolean()
                        ? Samples.notice(id, "system_maintenance_warning", "Down tonight", age, read)
                        : Samples.entry(
                                id,
                                "quantum_link_lost",
                                "proj-9",
                                new Payload.Other(Map.of("name", "\"x\"")),
                                age,
                                read);
        };
    }

    private static String pick(List<String> names, Random random) {
        return names.get(random.nextInt(names.size()));
    }

    private static InboxState state(Map<String, Entry> entries) {
        return new InboxState("u-1", "u-1", entries, 0, Progress.NONE, List.of(), LIVE, PROJECTS, List.of(), 1);
    }
}
