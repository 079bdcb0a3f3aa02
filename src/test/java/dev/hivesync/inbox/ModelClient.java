package dev.hivesync.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.inbox.Step.Change;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A desktop with its real inbox on disk and a network that delays, repeats, reorders and loses. Checks after each
/// move what must always hold.
final class ModelClient implements AutoCloseable {

    private static final int LIMIT = 4;

    private final ModelServer server;
    private final Path file;
    private final Random random;
    private Ledger ledger;

    /// What is on its way to this client, or came and comes again.
    private final List<Fact> underWay = new ArrayList<>();

    private final Set<String> announced = new HashSet<>();

    /// Up to which revision this client has been told that a row is read.
    private final Map<String, Long> readAsOf = new HashMap<>();

    private @Nullable Reading reading;

    private record Reading(InboxState before, List<Page> pages) {}

    ModelClient(ModelServer server, Path file, Random random) throws Exception {
        this.server = server;
        this.file = file;
        this.random = random;
        ledger = Ledger.open(file, () -> server.now);
    }

    InboxState state() {
        return ledger.state();
    }

    void frame(LiveFrame frame) {
        if (state().cursor() != null && random.nextInt(4) > 0) {
            underWay.add(new Fact.Pushed(frame));
        }
    }

    /// The server was restored, or days have passed: connections of before are gone with what was on them.
    void cutOff() {
        underWay.clear();
        reading = null;
    }

    void arrive() throws Exception {
        if (!underWay.isEmpty()) {
            int which = random.nextInt(underWay.size());
            Fact fact = random.nextInt(3) == 0 ? underWay.get(which) : underWay.remove(which);
            join(fact);
        }
    }

    void poll() throws Exception {
        Place from = state().place();
        Optional<Page> page = server.changes(from.cursor(), LIMIT);
        if (page.isEmpty()) {
            reading = new Reading(state(), new ArrayList<>());
            readOn();
            return;
        }
        Fact fetched = new Fact.Fetched(from, page.get(), "etag");
        if (random.nextInt(5) == 0) {
            underWay.add(fetched);
        } else if (random.nextInt(5) > 0) {
            join(fetched);
        }
    }

    /// Reads the next page of everything; other things happen between the pages.
    void readOn() throws Exception {
        Reading now = reading;
        if (now == null) {
            return;
        }
        Cursor cursor =
                now.pages().isEmpty() ? Cursor.START : now.pages().getLast().nextCursor();
        Optional<Page> page = server.changes(cursor, LIMIT);
        if (page.isEmpty() || random.nextInt(10) == 0) {
            reading = null;
            return;
        }
        now.pages().add(page.get());
        if (!page.get().hasMore()) {
            reading = null;
            readAsOf.clear();
            join(new Fact.Reconciled(now.before(), now.pages(), "etag"));
        }
    }

    void wish() throws Exception {
        List<String> ids = state().entries().keySet().stream().sorted().toList();
        if (!ids.isEmpty()) {
            Set<String> some = new HashSet<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                some.add(ids.get(random.nextInt(ids.size())));
            }
            some.forEach(readAsOf::remove);
            join(random.nextInt(3) > 0 ? new Fact.Read(some) : new Fact.Unread(some));
        }
    }

    /// Hands over a batch; the answer may be lost, be late, or come twice.
    void deliver() throws Exception {
        List<OutboxItem> waiting = state().outbox();
        if (waiting.isEmpty() || random.nextInt(6) == 0) {
            return;
        }
        Mark mark = waiting.getFirst().mark();
        List<OutboxItem> batch =
                waiting.stream().filter(item -> item.mark() == mark).limit(3).toList();
        List<String> ids = batch.stream().map(OutboxItem::notificationId).toList();
        Api.Marked answer = server.mark(ids, mark == Mark.READ);
        Fact delivered = new Fact.Delivered(ids, mark, batch.getLast().seq(), answer);
        switch (random.nextInt(5)) {
            case 0 -> {}
            case 1 -> underWay.add(delivered);
            case 2 -> {
                join(delivered);
                underWay.add(delivered);
            }
            default -> join(delivered);
        }
    }

    /// Ends as a program does, or is killed: what was committed is there in both cases.
    void restart() throws Exception {
        InboxState before = state();
        ledger.close();
        ledger = Ledger.open(file, () -> server.now);
        assertThat(state()).isEqualTo(before);
        underWay.removeIf(fact -> fact instanceof Fact.Pushed);
        reading = null;
    }

    boolean sweep() throws Exception {
        Optional<Step> step = ledger.sweep(server.now);
        step.ifPresent(this::observe);
        check();
        return step.isPresent();
    }

    /// Reaches the server's state over a network without faults.
    void settle() throws Exception {
        while (!underWay.isEmpty()) {
            join(underWay.removeFirst());
        }
        reading = null;
        boolean more = true;
        while (more || !state().outbox().isEmpty()) {
            List<OutboxItem> batch = state().outbox().stream().limit(1).toList();
            for (OutboxItem item : batch) {
                List<String> ids = List.of(item.notificationId());
                join(new Fact.Delivered(ids, item.mark(), item.seq(), server.mark(ids, item.mark() == Mark.READ)));
            }
            Optional<Page> page = server.changes(state().place().cursor(), LIMIT);
            if (page.isPresent()) {
                more = page.get().hasMore();
                join(new Fact.Fetched(state().place(), page.get(), "etag"));
            } else {
                Page all = server.changes(Cursor.START, Integer.MAX_VALUE).orElseThrow();
                readAsOf.clear();
                join(new Fact.Reconciled(state(), List.of(all), "etag"));
            }
        }
    }

    private void join(Fact fact) throws Exception {
        Map<String, Boolean> readBefore = new HashMap<>();
        state().entries().forEach((id, entry) -> readBefore.put(id, entry.read()));
        ledger.join(List.of(fact), server.now).ifPresent(this::observe);
        learn(fact);
        boolean own = fact instanceof Fact.Unread || fact instanceof Fact.Reconciled;
        state().entries().forEach((id, entry) -> {
            if (comparable()
                    && server.rows().containsKey(id)
                    && !own
                    && Boolean.TRUE.equals(readBefore.get(id))
                    && !entry.read()) {
                assertThat(entry.notification().revision())
                        .as("%s became unread by an older fact: %s", id, fact)
                        .isGreaterThan(readAsOf.getOrDefault(id, 0L));
            }
        });
        check();
    }

    private void learn(Fact fact) {
        switch (fact) {
            case Fact.Fetched fetched -> fetched.page().notifications().forEach(this::learn);
            case Fact.Pushed pushed
            when pushed.frame().notification() != null -> learn(pushed.frame().notification());
            case Fact.Delivered delivered
            when delivered.mark() == Mark.READ ->
                delivered
                        .ids()
                        .forEach(id -> readAsOf.merge(id, delivered.answer().revision(), Math::max));
            default -> {}
        }
    }

    private void learn(Notification row) {
        if (row.read()) {
            readAsOf.merge(row.notificationId(), row.revision(), Math::max);
        }
    }

    private void observe(Step step) {
        for (Change change : step.changes()) {
            if (change instanceof Change.Arrived(Entry entry)) {
                assertThat(announced.add(entry.id()))
                        .as("%s is announced once", entry.id())
                        .isTrue();
            }
        }
    }

    private void check() {
        InboxState state = state();
        assertThat((long) state.unread())
                .isEqualTo(state.entries().values().stream()
                        .filter(entry -> !entry.read())
                        .count());
        if (comparable()) {
            long complete = Math.max(ModelServer.revisionOf(state.cursor()), state.revision());
            for (Notification row : server.rows().values()) {
                if (row.revision() <= complete
                        && !(row.read() && !state.entries().containsKey(row.notificationId()))) {
                    Entry entry = state.entries().get(row.notificationId());
                    assertThat(entry != null && entry.notification().revision() >= row.revision())
                            .as("nothing is missing up to %s", complete)
                            .isTrue();
                }
            }
        }
    }

    /// Whether revisions here and there count the same: not from a restored backup until all has been read anew.
    private boolean comparable() {
        Cursor cursor = state().cursor();
        return cursor != null && ModelServer.epochOf(cursor) == server.epoch();
    }

    Set<String> announced() {
        return announced;
    }

    @Override
    public void close() throws SQLException {
        ledger.close();
    }
}
