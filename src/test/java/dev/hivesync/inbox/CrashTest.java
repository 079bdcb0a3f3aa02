package dev.hivesync.inbox;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.page;
import static dev.hivesync.inbox.Rows.unread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Api;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program that dies at any call to the database on its way through a transaction.
class CrashTest {

    private static final Circumstances AT = new Circumstances(NOW, Set.of(), new Texts());

    @TempDir
    private Path scratch;

    /// Ends the program at its call number `at`.
    private static final class Dying {

        private final int at;
        private int calls;
        private boolean committed;

        Dying(int at) {
            this.at = at;
        }

        Connection around(Connection real) {
            return (Connection) wrap(real, Connection.class);
        }

        private Object wrap(Object real, Class<?> type) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                boolean counts = Set.of("execute", "executeUpdate", "executeBatch", "addBatch", "commit")
                        .contains(method.getName());
                if (counts && ++calls == at) {
                    throw new Death();
                }
                if (calls >= at && at > 0 && method.getName().equals("rollback")) {
                    return null;
                }
                try {
                    Object result = method.invoke(real, arguments);
                    committed |= method.getName().equals("commit");
                    return result instanceof PreparedStatement statement
                            ? wrap(statement, PreparedStatement.class)
                            : result;
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
        }
    }

    private static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static InboxState known() {
        InboxState state = InboxState.EMPTY;
        for (Fact fact : List.of(
                new Fact.Fetched(state.place(), page("c1", false, unread("a", 1), unread("b", 2)), "e1"),
                new Fact.Read(Set.of("a")))) {
            state = Merge.join(state, List.of(fact), AT).state();
        }
        return state;
    }

    /// A page with its cursor, an answer to an intent, a new intent and a row that is gone, all in one.
    private static Outcome move(InboxState state) {
        Outcome reconciled = Merge.join(
                state,
                List.of(
                        new Fact.Delivered(List.of("a"), Mark.READ, 1, new Api.Marked(1, NOW, 1, 3)),
                        new Fact.Reconciled(state, List.of(page("c2", false, unread("a", 1), unread("c", 4))), "e2"),
                        new Fact.Read(Set.of("c"))),
                AT);
        assertThat(reconciled.written()).isNotEmpty();
        assertThat(reconciled.deleted()).isNotEmpty();
        assertThat(reconciled.queued()).isNotEmpty();
        assertThat(reconciled.settled()).isNotEmpty();
        return reconciled;
    }

    @Test
    void dying_within_a_transaction_leaves_all_of_it_or_nothing() throws Exception {
        InboxState before = known();
        Outcome outcome = move(before);
        int calls = 0;
        boolean finished = false;
        while (!finished) {
            calls++;
            Path file = scratch.resolve("inbox-" + calls + ".db");
            try (InboxStore store = InboxStore.open(file)) {
                store.replaceBy(before, Map.of());
            }
            Dying dying = new Dying(calls);
            Path left = Files.createDirectory(scratch.resolve("left-" + calls));
            try (Connection real = InboxStore.connect(file)) {
                InboxStore store = new InboxStore(dying.around(real));
                try {
                    store.write(outcome, NOW);
                    finished = true;
                } catch (Death _) {
                    // what a killed program leaves is looked at below
                }
                try (var all = Files.list(scratch)) {
                    for (Path part : all.filter(path -> path.getFileName()
                                    .toString()
                                    .startsWith(file.getFileName().toString()))
                            .toList()) {
                        Files.copy(part, left.resolve(part.getFileName()));
                    }
                }
                real.rollback();
            }
            try (InboxStore store = InboxStore.open(left.resolve(file.getFileName()))) {
                assertThat(store.load(new Texts())).isEqualTo(dying.committed ? outcome.state() : before);
            }
        }
        assertThat(calls).as("calls that a transaction makes").isGreaterThan(15);
    }
}
