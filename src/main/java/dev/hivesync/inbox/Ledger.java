package dev.hivesync.inbox;

import dev.hivesync.inbox.Fact.Fetched;
import dev.hivesync.inbox.Fact.Pushed;
import dev.hivesync.inbox.Fact.Reconciled;
import dev.hivesync.inbox.Step.Change;
import dev.hivesync.wire.Notification;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is known and where it is kept: each move is durable before it is told. The inbox thread's.
final class Ledger implements AutoCloseable {

    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

    /// So many entries go in one transaction, so that a fact never waits long.
    private static final int SLICE = 1_000;

    /// So many entries may be over the bound while facts wait.
    private static final int MOST_OVER = Retention.MOST / 10;

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final AccountFiles files;
    private final Opening opening;
    private final InstantSource clock;
    private InboxStore store;
    private final Texts texts;
    private InboxState state;
    private Instant swept = Instant.MIN;
    private Instant nextSweep = Instant.MIN;
    private int sizeSwept;
    private boolean broken;

    private Ledger(Path file, Opening opening, Opening.Opened opened, Texts texts, InstantSource clock) {
        files = new AccountFiles(file);
        this.opening = opening;
        this.texts = texts;
        this.clock = clock;
        store = opened.store();
        state = opened.state();
    }

    static Ledger open(Path file, InstantSource clock) throws IOException, SQLException, NewerDataException {
        Texts texts = new Texts();
        Opening opening = new Opening(file, texts, clock);
        Ledger ledger = new Ledger(file, opening, opening.open(), texts, clock);
        ledger.tidy();
        return ledger;
    }

    InboxState state() {
        return state;
    }

    /// Joins facts; empty where they told nothing new.
    Optional<Step> join(List<Fact> facts, Instant now) throws IOException, SQLException {
        repair();
        Circumstances at = new Circumstances(now, store.gone(unknown(facts)), texts);
        return move(Merge.join(state, facts, at), now);
    }

    private Optional<Step> move(Outcome outcome, Instant now) throws SQLException {
        if (outcome.nothing()) {
            return Optional.empty();
        }
        store.write(outcome, now);
        state = outcome.state();
        return Optional.of(new Step(state, outcome.changes()));
    }

    private Set<String> unknown(List<Fact> facts) {
        return facts.stream()
                .flatMap(Ledger::rows)
                .map(Notification::notificationId)
                .filter(id -> !state.entries().containsKey(id))
                .collect(Collectors.toSet());
    }

    private static Stream<Notification> rows(Fact fact) {
        return switch (fact) {
            case Fetched fetched -> fetched.page().notifications().stream();
            case Reconciled reconciled -> reconciled.pages().stream().flatMap(page -> page.notifications().stream());
            case Pushed pushed -> Stream.ofNullable(pushed.frame().notification());
            case Fact.Read _,
                    Fact.Unread _,
                    Fact.Delivered _,
                    Fact.Refused _,
                    Fact.Retried _,
                    Fact.GivenUp _,
                    Fact.Decided _,
                    Fact.Woken _,
                    Fact.Restored _,
                    Fact.Told _,
                    Fact.RebuildSeen _,
                    Fact.Linked _,
                    Fact.ProjectsKnown _,
                    Fact.PluginsConnected _ -> Stream.empty();
        };
    }

    /// Makes the inbox that of `account`; empty where it is so already.
    Optional<Step> signIn(String account, String user, Instant now)
            throws IOException, SQLException, NewerDataException {
        repair();
        if (state.account().equals(account) && state.user().equals(user)) {
            return Optional.empty();
        }
        boolean unowned = state.account().isEmpty();
        boolean blank = state.entries().isEmpty() && state.outbox().isEmpty();
        boolean own = state.account().equals(account) || state.account().equals(Salvage.owner(user));
        if (unowned ? blank && files.keeps(account) : !own) {
            return Optional.of(exchange(InboxState.EMPTY.belongingTo(account, user)));
        }
        InboxState owned = state.belongingTo(account, user);
        store.write(Outcome.of(owned), now);
        state = owned;
        tidy();
        return Optional.of(new Step(state, List.of()));
    }

    private Step exchange(InboxState empty) throws IOException, SQLException, NewerDataException {
        List<String> left = List.copyOf(state.entries().keySet());
        Exchange exchange = new Exchange(files, store, state, empty, texts, clock);
        for (Exchange.Part part : exchange.parts()) {
            part.run();
        }
        state = exchange.next();
        sizeSwept = 0;
        tidy();
        return new Step(state, List.of(new Change.Forgotten(left)));
    }

    private void tidy() {
        if (state.account().isEmpty()) {
            return;
        }
        try {
            files.clear(state.account());
        } catch (IOException e) {
            LOG.info("A copy of the inbox that is no longer needed could not be removed", e);
        }
    }

    /// Whether entries may have had their time.
    boolean sweepDue(Instant now) {
        return !broken
                && (!now.isBefore(nextSweep)
                        || now.isBefore(swept)
                        || state.entries().size() > Math.max(Retention.MOST, sizeSwept) + SLICE);
    }

    /// Whether so much is over the bound that it goes before anything else that comes.
    boolean overfull() {
        return !broken && state.entries().size() > Retention.MOST + MOST_OVER;
    }

    /// Drops a slice of what has had its time.
    Optional<Step> sweep(Instant now) throws SQLException {
        swept = now;
        nextSweep = now.plus(BETWEEN_SWEEPS);
        sizeSwept = state.entries().size();
        List<String> due = Retention.due(state, now, SLICE);
        if (due.isEmpty()) {
            store.forgetGone(now, SLICE);
            return Optional.empty();
        }
        Optional<Step> step = move(Merge.drop(state, due, new Circumstances(now, Set.of(), texts)), now);
        sizeSwept = state.entries().size();
        nextSweep = due.size() == SLICE ? now : nextSweep;
        return step;
    }

    /// Whether a failure shows that the file is damaged. It is begun anew with the next move.
    boolean brokenBy(Exception e) {
        if (broken || !(e instanceof SQLException failure && Damage.is(failure))) {
            return false;
        }
        broken = true;
        try {
            store.close();
        } catch (SQLException again) {
            LOG.info("A damaged inbox did not close cleanly ({})", Damage.reason(again));
        }
        return true;
    }

    /// Begins a new file from memory where the present one has become unreadable.
    private void repair() throws IOException, SQLException {
        if (broken) {
            Opening.Opened opened = opening.anew(state);
            store = opened.store();
            state = opened.state();
            broken = false;
        }
    }

    /// The present, to be told while the disk takes nothing.
    Step refused() {
        state = state.with(state.disk().refusing(true));
        return new Step(state, List.of());
    }

    @Override
    public void close() throws SQLException {
        store.close();
    }
}
