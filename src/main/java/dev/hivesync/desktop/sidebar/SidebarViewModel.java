package dev.hivesync.desktop.sidebar;

import dev.hivesync.desktop.board.Board;
import dev.hivesync.desktop.board.Scope;
import dev.hivesync.inbox.Link;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The sidebar's items with their numbers, the connection and the plugins.
public final class SidebarViewModel {

    /// One line of the sidebar.
    ///
    /// @param name of a project, else empty
    /// @param unread how many threads are unread; of what is put off, how many there are
    /// @param running how many threads are under way
    public record Item(Scope scope, String name, int unread, int running) {}

    private final ObjectProperty<Scope> scope;
    private final ReadOnlyObjectWrapper<List<Item>> items = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Link> link = new ReadOnlyObjectWrapper<>(Link.OFFLINE);
    private final ReadOnlyObjectWrapper<Optional<String>> account = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Runnable signOut;
    private Optional<String> signedIn = Optional.empty();
    private final ReadOnlyIntegerWrapper plugins = new ReadOnlyIntegerWrapper();

    /// @param scope what is selected, shared with the center
    /// @param signOut ends the session of the account shown
    public SidebarViewModel(ObjectProperty<Scope> scope, Runnable signOut) {
        this.scope = scope;
        this.signOut = signOut;
    }

    public void apply(Board board) {
        List<Item> next = new ArrayList<>();
        next.add(new Item(new Scope.All(), "", 0, 0));
        next.add(new Item(new Scope.Unread(), "", board.tally().unread(), 0));
        next.add(new Item(new Scope.Snoozed(), "", board.tally().snoozed(), 0));
        for (Family family : Family.values()) {
            next.add(new Item(
                    new Scope.Task(family),
                    "",
                    board.tally().unreadByFamily().getOrDefault(family, 0),
                    board.tally().runningByFamily().getOrDefault(family, 0)));
        }
        for (Api.Project project : board.projects()) {
            next.add(new Item(
                    new Scope.Project(project.projectId()),
                    project.name(),
                    board.tally().unreadByProject().getOrDefault(project.projectId(), 0),
                    0));
        }
        items.set(List.copyOf(next));
        link.set(board.state().link());
        plugins.set(board.state().plugins().size());
        account.set(shown());
    }

    /// Who has signed in here, or empty where nobody has to.
    public void signedIn(Optional<String> email) {
        signedIn = email;
        account.set(shown());
    }

    private Optional<String> shown() {
        return link.get().connection() == Connection.SIGNED_OUT ? Optional.empty() : signedIn;
    }

    /// The e-mail address of whoever can sign out.
    public ReadOnlyObjectProperty<Optional<String>> accountProperty() {
        return account.getReadOnlyProperty();
    }

    public void signOut() {
        signOut.run();
    }

    public ObjectProperty<Scope> scopeProperty() {
        return scope;
    }

    public ReadOnlyObjectProperty<List<Item>> itemsProperty() {
        return items.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Link> linkProperty() {
        return link.getReadOnlyProperty();
    }

    public ReadOnlyIntegerProperty pluginsProperty() {
        return plugins.getReadOnlyProperty();
    }
}
