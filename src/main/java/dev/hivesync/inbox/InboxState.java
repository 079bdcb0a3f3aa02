package dev.hivesync.inbox;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything the inbox knows at one moment. Immutable.
///
/// @param account whose it is, empty before the first sign-in
/// @param user the id that every row must carry, empty where that is not known
/// @param entries by notification id; no order
/// @param unread entries that are not read, a wish counted as done
/// @param outbox what waits for the server, oldest first, and what it refused
/// @param nextSeq the number of the next outbox item
/// @param disk what befell the file
/// @param handlings what the user decided about threads, by thread; only those that are something
/// @param tellings what became of telling the user, by notification id; of the newest
public record InboxState(
        String account,
        String user,
        Map<String, Entry> entries,
        int unread,
        Progress progress,
        List<OutboxItem> outbox,
        Link link,
        List<Api.Project> projects,
        List<ConnectedPlugin> plugins,
        long nextSeq,
        Disk disk,
        Map<String, Handling> handlings,
        Map<String, Telling> tellings) {

    /// An inbox whose threads are as they came.
    public InboxState(
            String account,
            String user,
            Map<String, Entry> entries,
            int unread,
            Progress progress,
            List<OutboxItem> outbox,
            Link link,
            List<Api.Project> projects,
            List<ConnectedPlugin> plugins,
            long nextSeq,
            Disk disk) {
        this(
                account, user, entries, unread, progress, outbox, link, projects, plugins, nextSeq, disk, Map.of(),
                Map.of());
    }

    /// An inbox whose disk is fine as well.
    public InboxState(
            String account,
            String user,
            Map<String, Entry> entries,
            int unread,
            Progress progress,
            List<OutboxItem> outbox,
            Link link,
            List<Api.Project> projects,
            List<ConnectedPlugin> plugins,
            long nextSeq) {
        this(account, user, entries, unread, progress, outbox, link, projects, plugins, nextSeq, Disk.FINE);
    }

    public static final InboxState EMPTY = new InboxState(
            "", "", Map.of(), 0, Progress.NONE, List.of(), Link.OFFLINE, List.of(), List.of(), 1, Disk.FINE);

    public @Nullable Cursor cursor() {
        return progress.cursor();
    }

    public @Nullable String etag() {
        return progress.etag();
    }

    /// The highest revision up to which nothing is missing.
    public long revision() {
        return progress.revision();
    }

    /// Where reading goes on.
    public Place place() {
        return new Place(account, progress.cursorOrStart());
    }

    /// Whether anything is to be sent; what the server refused is not.
    public boolean waiting() {
        return outbox.stream().anyMatch(item -> item.parked() == null);
    }

    InboxState belongingTo(String newAccount, String newUser) {
        return new InboxState(
                newAccount,
                newUser,
                entries,
                unread,
                progress,
                outbox,
                link,
                projects,
                plugins,
                nextSeq,
                disk,
                handlings,
                tellings);
    }

    InboxState with(Disk next) {
        return new InboxState(
                account, user, entries, unread, progress, outbox, link, projects, plugins, nextSeq, next, handlings,
                tellings);
    }

    /// The same inbox with other decisions about its threads.
    public InboxState handled(Map<String, Handling> next) {
        return new InboxState(
                account, user, entries, unread, progress, outbox, link, projects, plugins, nextSeq, disk, next,
                tellings);
    }

    /// The same inbox with other words on what became of its arrivals.
    public InboxState told(Map<String, Telling> next) {
        return new InboxState(
                account, user, entries, unread, progress, outbox, link, projects, plugins, nextSeq, disk, handlings,
                next);
    }

    /// What the user decided about a thread.
    public Handling handling(String thread) {
        Handling known = handlings.get(thread);
        return known == null ? Handling.none(thread) : known;
    }

    /// The same inbox on a desktop that is linked and has plugins as in `present`.
    InboxState on(InboxState present) {
        return new InboxState(
                account,
                user,
                entries,
                unread,
                progress,
                outbox,
                present.link,
                projects,
                present.plugins,
                nextSeq,
                disk,
                handlings,
                tellings);
    }
}
