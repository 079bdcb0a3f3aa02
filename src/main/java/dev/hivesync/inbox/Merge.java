package dev.hivesync.inbox;

import dev.hivesync.inbox.Fact.Delivered;
import dev.hivesync.inbox.Fact.Fetched;
import dev.hivesync.inbox.Fact.GivenUp;
import dev.hivesync.inbox.Fact.Linked;
import dev.hivesync.inbox.Fact.PluginsConnected;
import dev.hivesync.inbox.Fact.ProjectsKnown;
import dev.hivesync.inbox.Fact.Pushed;
import dev.hivesync.inbox.Fact.Read;
import dev.hivesync.inbox.Fact.RebuildSeen;
import dev.hivesync.inbox.Fact.Reconciled;
import dev.hivesync.inbox.Fact.Refused;
import dev.hivesync.inbox.Fact.Retried;
import dev.hivesync.inbox.Fact.Unread;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Joins facts into what is known. Pure: the same facts in any order, any number of times, end in the same
/// entries, and each notification arrives exactly once.
///
/// Per notification the higher revision wins; a wish lies over it until the server has answered, and the answer
/// lies over every row that is older than it.
final class Merge {

    private Merge() {}

    /// What a batch of facts made of a state.
    static Outcome join(InboxState before, List<Fact> facts, Circumstances at) {
        Draft draft = new Draft(before, at);
        for (Fact fact : facts) {
            switch (fact) {
                case Fetched fetched -> fetched(draft, fetched);
                case Reconciled reconciled -> reconciled(draft, reconciled);
                case Pushed pushed -> pushed(draft, pushed);
                case Read read -> inOrder(read.ids()).forEach(id -> draft.wish(id, Mark.READ));
                case Unread unread -> inOrder(unread.ids()).forEach(id -> draft.wish(id, Mark.UNREAD));
                case Delivered(var ids, var mark, var upTo, var answer) ->
                    ids.forEach(id -> draft.settle(id, mark, upTo, answer));
                case Refused(var id, var upTo, var reason) -> draft.park(id, upTo, reason);
                case Retried retried -> inOrder(retried.ids()).forEach(draft::retry);
                case GivenUp given -> inOrder(given.ids()).forEach(draft::giveUp);
                case Fact.Decided(var threads, var decision) ->
                    draft.handlings().decide(threads, decision);
                case Fact.Woken(var due) -> draft.handlings().wake(due);
                case Fact.Restored(var handlings) -> draft.handlings().restore(handlings);
                case Fact.Told(var tellings) -> tellings.forEach(draft::tell);
                case RebuildSeen _ -> draft.bearings().rebuildSeen();
                case Linked linked -> draft.bearings().link(linked.link());
                case ProjectsKnown known -> draft.bearings().projects(known.projects());
                case PluginsConnected connected -> draft.bearings().plugins(connected.plugins());
            }
        }
        return draft.finish();
    }

    /// What is left of a state when entries have had their time.
    static Outcome drop(InboxState before, Collection<String> ids, Circumstances at) {
        Draft draft = new Draft(before, at);
        draft.forget(ids);
        return draft.finish();
    }

    private static List<String> inOrder(Set<String> ids) {
        return ids.stream().sorted().toList();
    }

    private static void fetched(Draft draft, Fetched fetched) {
        Page page = fetched.page();
        if (!draft.belongsTo(fetched.from().account())
                || !page.notifications().stream().allMatch(draft::own)) {
            return;
        }
        boolean next = draft.bearings().standsAt(fetched.from());
        page.notifications().forEach(row -> draft.join(row, true));
        if (next) {
            draft.bearings().advance(page, fetched.etag());
            if (!page.hasMore()) {
                draft.bearings().readAnew();
            }
        }
    }

    /// The server's complete word replaces ours, revisions and all: it may have been restored from a backup.
    private static void reconciled(Draft draft, Reconciled reconciled) {
        InboxState before = reconciled.before();
        List<Notification> rows = reconciled.pages().stream()
                .flatMap(page -> page.notifications().stream())
                .toList();
        if (!draft.bearings().standsAt(before.place()) || !rows.stream().allMatch(draft::own)) {
            return;
        }
        Map<String, Entry> then = before.entries();
        Set<String> unconfirmed = new HashSet<>(then.keySet());
        for (Notification row : rows) {
            unconfirmed.remove(row.notificationId());
            draft.confirm(row, then.get(row.notificationId()));
        }
        draft.bearings().startAnew();
        reconciled.pages().forEach(page -> draft.bearings().advance(page, reconciled.etag()));
        draft.forget(draft.unheld(unconfirmed));
        draft.bearings().readAnew();
    }

    private static void pushed(Draft draft, Pushed pushed) {
        Notification row = pushed.frame().notification();
        if (row != null && draft.own(row)) {
            draft.join(row, false);
            boolean taken = draft.known(row.notificationId()) != null;
            if (taken && row.revision() == pushed.frame().revision()) {
                draft.bearings().next(row.revision());
            }
        }
    }
}
