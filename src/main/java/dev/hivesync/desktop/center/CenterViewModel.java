package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.Board;
import dev.hivesync.desktop.board.Filter;
import dev.hivesync.desktop.board.Row;
import dev.hivesync.desktop.board.Scope;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The notification center: what is listed, what is selected, and what the user wants done with it.
public final class CenterViewModel {

    private final Consumer<Fact> intents;
    private final Consumer<Filter> filters;
    private final RowList rows = new RowList();
    private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(new Scope.All());
    private final BooleanProperty unreadOnly = new SimpleBooleanProperty();
    private final StringProperty query = new SimpleStringProperty("");
    private final BooleanProperty detailOpen = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<ThreadRow>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.LOADING);
    private final ReadOnlyObjectWrapper<List<Banner>> banners = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Api.Project>> projects = new ReadOnlyObjectWrapper<>(List.of());
    private String selectedKey = "";
    private int selectedIndex = -1;

    /// @param filters is told what the list shall show
    public CenterViewModel(Consumer<Fact> intents, Consumer<Filter> filters) {
        this.intents = intents;
        this.filters = filters;
        scope.addListener(_ -> ask());
        unreadOnly.addListener(_ -> ask());
        query.addListener(_ -> ask());
    }

    private void ask() {
        filters.accept(new Filter(scope.get(), unreadOnly.get(), query.get()));
    }

    public void apply(Board board) {
        int length = rows.list().size();
        rows.replace(board.rows());
        projects.set(board.projects());
        banners.set(bannersOf(board));
        phase.set(phaseOf(board));
        Optional<ThreadRow> still = Optional.ofNullable(board.threads().get(selectedKey));
        int index = rows.indexOf(selectedKey);
        if (index >= 0) {
            selectedIndex = index;
        } else if (selectedIndex >= 0 && length > 0 && !board.rows().isEmpty() && still.isEmpty()) {
            select(Math.min(selectedIndex, board.rows().size() - 1));
            return;
        }
        selected.set(still);
    }

    private static List<Banner> bannersOf(Board board) {
        List<Banner> banners = new ArrayList<>();
        InboxState state = board.state();
        if (state.link().connection() == Connection.OFFLINE && !board.threads().isEmpty()) {
            banners.add(new Banner.Offline(state.link().nextPollAt()));
        }
        board.tally()
                .failedSync()
                .ifPresent(thread -> banners.add(new Banner.SyncFailed(thread, projectName(board.projects(), thread))));
        return List.copyOf(banners);
    }

    private static Phase phaseOf(Board board) {
        if (board.state().link().connection() == Connection.SIGNED_OUT) {
            return Phase.SIGNED_OUT;
        }
        if (!board.rows().isEmpty()) {
            return Phase.LIST;
        }
        if (board.filter().narrowed()) {
            return Phase.NO_MATCH;
        }
        if (!board.threads().isEmpty()) {
            return board.filter().scope() instanceof Scope.Unread ? Phase.ALL_READ : Phase.EMPTY;
        }
        return switch (board.state().link().connection()) {
            case LIVE, POLLING -> board.state().cursor() == null ? Phase.LOADING : Phase.EMPTY;
            case OFFLINE -> Phase.OFFLINE_EMPTY;
            case SIGNED_OUT -> Phase.SIGNED_OUT;
        };
    }

    private static String projectName(List<Api.Project> projects, ThreadRow thread) {
        return thread.projectId()
                .flatMap(id -> projects.stream()
                        .filter(project -> project.projectId().equals(id))
                        .findFirst())
                .map(Api.Project::name)
                .orElse("");
    }

    public String projectName(ThreadRow thread) {
        return projectName(projects.get(), thread);
    }

    /// Selects by place in the list; -1 for none.
    public void select(int index) {
        if (index < 0 || index >= rows.list().size()) {
            clearSelection();
            return;
        }
        ThreadRow thread = rows.list().get(index).thread();
        selectedIndex = index;
        selectedKey = thread.key();
        selected.set(Optional.of(thread));
    }

    private void clearSelection() {
        selectedIndex = -1;
        selectedKey = "";
        selected.set(Optional.empty());
    }

    /// Shows a thread that may be filtered away at the moment, and clears the filter where it is.
    public void reveal(ThreadRow thread) {
        selectedKey = thread.key();
        selectedIndex = rows.indexOf(selectedKey);
        if (selectedIndex < 0) {
            query.set("");
            unreadOnly.set(false);
            scope.set(new Scope.All());
        }
        selected.set(Optional.of(thread));
        detailOpen.set(true);
    }

    public void move(int by) {
        int size = rows.list().size();
        if (size > 0) {
            select(Math.clamp((long) selectedIndex + by, 0, size - 1));
        }
    }

    public int selectedIndex() {
        return rows.indexOf(selectedKey);
    }

    public void markRead(ThreadRow thread) {
        Set<String> ids = thread.unreadIds();
        if (!ids.isEmpty()) {
            intents.accept(new Fact.Read(ids));
        }
    }

    /// The thread's latest event becomes unread.
    public void markUnread(ThreadRow thread) {
        if (!thread.unread()) {
            intents.accept(new Fact.Unread(Set.of(thread.latest().id())));
        }
    }

    /// Marks all that is listed.
    public void markAllRead() {
        Set<String> ids = rows.list().stream()
                .map(Row::thread)
                .flatMap(thread -> thread.unreadIds().stream())
                .collect(Collectors.toSet());
        if (!ids.isEmpty()) {
            intents.accept(new Fact.Read(ids));
        }
    }

    public void clearFilter() {
        query.set("");
        unreadOnly.set(false);
    }

    public RowList rows() {
        return rows;
    }

    public ObjectProperty<Scope> scopeProperty() {
        return scope;
    }

    public BooleanProperty unreadOnlyProperty() {
        return unreadOnly;
    }

    public StringProperty queryProperty() {
        return query;
    }

    /// Whether, in a narrow window, the detail stands in the list's place.
    public BooleanProperty detailOpenProperty() {
        return detailOpen;
    }

    public ReadOnlyObjectProperty<Optional<ThreadRow>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<Banner>> bannersProperty() {
        return banners.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<Api.Project>> projectsProperty() {
        return projects.getReadOnlyProperty();
    }
}
