package dev.hivesync.inbox;

import static dev.hivesync.inbox.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.inbox.Step.Change;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The facts of one history in any order, any number of times, in batches of any size.
class MergePropertiesTest {

    private static final Circumstances AT = new Circumstances(NOW, Set.of(), new Texts());

    /// A history of one user, the facts that tell it, and how it ended.
    private record History(List<Fact> facts, ModelServer server) {}

    private static History history(Random random) {
        ModelServer server = new ModelServer();
        List<Fact> facts = new ArrayList<>();
        Place place = InboxState.EMPTY.place();
        for (int i = 0; i < 30; i++) {
            List<String> ids = server.rows().keySet().stream().sorted().toList();
            if (ids.size() < 5 || random.nextInt(5) == 0) {
                server.create();
            } else {
                boolean read = random.nextInt(3) > 0;
                String id = ids.get(random.nextInt(ids.size()));
                Api.Marked answer = server.mark(List.of(id), read);
                if (random.nextBoolean()) {
                    facts.add(new Fact.Delivered(List.of(id), read ? Mark.READ : Mark.UNREAD, 0, answer));
                }
            }
            for (LiveFrame frame : server.frames) {
                facts.add(new Fact.Pushed(frame));
            }
            server.frames.clear();
            if (random.nextInt(4) == 0) {
                Page page = server.changes(place.cursor(), 100).orElseThrow();
                facts.add(new Fact.Fetched(place, page, "etag"));
                place = new Place("", page.nextCursor());
            }
        }
        return new History(facts, server);
    }

    private static InboxState end(History history, Random random, List<Change> changes) {
        List<Fact> facts = new ArrayList<>(history.facts());
        history.facts().stream().filter(_ -> random.nextInt(3) == 0).forEach(facts::add);
        Collections.shuffle(facts, random);
        InboxState state = InboxState.EMPTY;
        int next = 0;
        while (next < facts.size()) {
            int batch = Math.min(facts.size(), next + 1 + random.nextInt(6));
            Outcome outcome = Merge.join(state, facts.subList(next, batch), AT);
            next = batch;
            state = outcome.state();
            changes.addAll(outcome.changes());
            noHole(state, history.server());
        }
        return state;
    }

    private static void noHole(InboxState state, ModelServer server) {
        long complete = ModelServer.revisionOf(state.cursor());
        assertThat(server.rows().values())
                .filteredOn(row -> row.revision() <= complete)
                .allSatisfy(row -> assertThat(state.entries()).containsKey(row.notificationId()));
        assertThat(server.rows().values())
                .filteredOn(row -> row.revision() <= state.revision())
                .allSatisfy(row -> assertThat(state.entries()).containsKey(row.notificationId()));
    }

    @Test
    void every_order_ends_in_the_same_entries_and_announces_each_once() throws Exception {
        Seeds.each(400, random -> {
            History history = history(random);
            for (int order = 0; order < 3; order++) {
                List<Change> changes = new ArrayList<>();
                InboxState state = end(history, random, changes);

                Map<String, Notification> shown = new HashMap<>();
                state.entries().forEach((id, entry) -> shown.put(id, entry.notification()));
                assertThat(shown).isEqualTo(history.server().rows());
                assertThat(state.unread()).isEqualTo(history.server().unread());
                assertThat(changes.stream()
                                .filter(Change.Arrived.class::isInstance)
                                .map(change -> ((Change.Arrived) change).entry().id()))
                        .containsExactlyInAnyOrderElementsOf(shown.keySet());
            }
        });
    }

    @Test
    void read_is_never_undone_by_an_older_fact() throws Exception {
        Seeds.each(400, random -> {
            History history = history(random);
            List<Fact> facts = new ArrayList<>(history.facts());
            Collections.shuffle(facts, random);
            InboxState state = InboxState.EMPTY;
            Map<String, Long> readAsOf = new HashMap<>();
            for (Fact fact : facts) {
                Map<String, Entry> before = state.entries();
                state = Merge.join(state, List.of(fact), AT).state();
                learn(fact, state, readAsOf);
                state.entries().forEach((id, entry) -> {
                    Entry then = before.get(id);
                    if (then != null && then.read() && !entry.read()) {
                        assertThat(Math.max(entry.notification().revision(), entry.answered()))
                                .isGreaterThan(readAsOf.getOrDefault(id, 0L));
                    }
                });
            }
        });
    }

    private static void learn(Fact fact, InboxState state, Map<String, Long> readAsOf) {
        switch (fact) {
            case Fact.Fetched fetched -> fetched.page().notifications().forEach(row -> learn(row, readAsOf));
            case Fact.Pushed pushed
            when pushed.frame().notification() != null -> learn(pushed.frame().notification(), readAsOf);
            case Fact.Delivered delivered
            when delivered.mark() == Mark.READ ->
                delivered.ids().stream()
                        .filter(state.entries()::containsKey)
                        .forEach(id -> readAsOf.merge(id, delivered.answer().revision(), Math::max));
            default -> {}
        }
    }

    private static void learn(Notification row, Map<String, Long> readAsOf) {
        if (row.read()) {
            readAsOf.merge(row.notificationId(), row.revision(), Math::max);
        }
    }
}
