package dev.hivesync.inbox;

import dev.hivesync.inbox.Fact.Delivered;
import dev.hivesync.inbox.Fact.Fetched;
import dev.hivesync.inbox.Fact.Linked;
import dev.hivesync.inbox.Fact.PluginsConnected;
import dev.hivesync.inbox.Fact.ProjectsKnown;
import dev.hivesync.inbox.Fact.Pushed;
import dev.hivesync.inbox.Fact.Read;
import dev.hivesync.inbox.Fact.Reconciled;
import dev.hivesync.inbox.Fact.Unread;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import java.time.Instant;
import java.util.List;

/// Joins facts into what is known. Pure: the same facts in any order, any number of times, end in the same
/// entries, and each notification arrives exactly once.
///
/// Per notification the higher revision wins; a pending intent lies over it until the server has answered.
final class Merge {

    private Merge() {}

    /// What a batch of facts made of a state.
    static Outcome join(InboxState before, List<Fact> facts, Instant now) {
        Draft draft = new Draft(before, now);
        for (Fact fact : facts) {
            switch (fact) {
                case Fetched fetched -> fetched(draft, fetched);
                case Reconciled reconciled -> reconciled(draft, reconciled);
                case Pushed pushed -> pushed(draft, pushed);
                case Read read -> read.ids().stream().sorted().forEach(id -> draft.wish(id, Mark.READ));
                case Unread unread -> unread.ids().stream().sorted().forEach(id -> draft.wish(id, Mark.UNREAD));
                case Delivered delivered ->
                    delivered
                            .items()
                            .forEach(item ->
                                    draft.settle(item, delivered.answer().readAt()));
                case Linked linked -> draft.link(linked.link());
                case ProjectsKnown known -> draft.projects(known.projects());
                case PluginsConnected connected -> draft.plugins(connected.plugins());
            }
        }
        return draft.finish();
    }

    private static void fetched(Draft draft, Fetched fetched) {
        Page page = fetched.page();
        for (Notification notification : page.notifications()) {
            draft.join(notification);
            draft.known(notification.revision());
        }
        draft.cursor(page.nextCursor(), fetched.etag());
    }

    /// The server's complete word replaces ours, revisions and all: it may have been restored from a backup.
    private static void reconciled(Draft draft, Reconciled reconciled) {
        draft.startAnew(reconciled.startedAt());
        for (Page page : reconciled.pages()) {
            for (Notification notification : page.notifications()) {
                draft.replace(notification);
                draft.known(notification.revision());
            }
            draft.cursor(page.nextCursor(), reconciled.etag());
        }
        draft.forgetUnconfirmed();
    }

    private static void pushed(Draft draft, Pushed pushed) {
        Notification notification = pushed.frame().notification();
        if (notification != null) {
            draft.join(notification);
            draft.next(pushed.frame().revision());
        }
    }
}
