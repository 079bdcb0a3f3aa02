package dev.hivesync.inbox;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the inbox stands to the server, to plugins and to its disk, in the making.
final class Bearings {

    private final InboxState before;
    private Progress progress;
    private Link link;
    private List<Api.Project> projects;
    private List<ConnectedPlugin> plugins;
    private Disk disk;

    Bearings(InboxState before) {
        this.before = before;
        progress = before.progress();
        link = before.link();
        projects = before.projects();
        plugins = before.plugins();
        disk = before.disk().refusing(false);
    }

    /// Whether this was read where the inbox stands now.
    boolean standsAt(Place place) {
        return place.equals(new Place(before.account(), progress.cursorOrStart()));
    }

    /// Whether the user has heard of this row in a file that is gone.
    boolean announced(Notification notification) {
        return disk.announced(notification);
    }

    /// A page that goes on where the last one ended: everything up to here has been read, in order.
    void advance(Page page, @Nullable String etag) {
        List<Notification> rows = page.notifications();
        long last = rows.isEmpty() ? 0 : rows.getLast().revision();
        progress = new Progress(page.nextCursor(), etag, Math.max(progress.revision(), last), page.serverTime());
    }

    /// What was complete is so no longer.
    void startAnew() {
        progress = progress.complete(0);
    }

    /// A live row closes the gap only where it is the very next one.
    void next(long revision) {
        if (revision == progress.revision() + 1) {
            progress = progress.complete(revision);
        }
    }

    void link(Link next) {
        link = next;
    }

    void projects(List<Api.Project> next) {
        projects = next;
    }

    void rebuildSeen() {
        disk = disk.rebuilt(null);
    }

    void readAnew() {
        disk = disk.readAnew();
    }

    void plugins(List<ConnectedPlugin> next) {
        plugins = next;
    }

    Progress progress() {
        return progress;
    }

    Link link() {
        return link;
    }

    List<Api.Project> projects() {
        return projects;
    }

    List<ConnectedPlugin> plugins() {
        return plugins;
    }

    Disk disk() {
        return disk;
    }

    boolean changed() {
        return !progress.equals(before.progress())
                || !link.equals(before.link())
                || !projects.equals(before.projects())
                || !plugins.equals(before.plugins())
                || !disk.equals(before.disk());
    }
}
