package dev.hivesync.desktop.center;

import dev.hivesync.attention.Verdict;
import dev.hivesync.desktop.board.Board;
import dev.hivesync.desktop.board.Filter;
import dev.hivesync.desktop.board.Row;
import dev.hivesync.desktop.board.Scope;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.wire.Api;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/// The notification center: what is listed, what is selected, and what the user wants done with it.
public final class CenterViewModel {

    private final Consumer<Fact> intents;
    private final Narrowing narrowing;
    private final RowList rows = new RowList();
    private final Picks picks = new Picks(rows);
    private final BooleanProperty detailOpen = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<ThreadRow>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.LOADING);
    private final ReadOnlyObjectWrapper<List<Banner>> banners = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyIntegerWrapper applied = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<List<Api.Project>> projects = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Notes> notes = new ReadOnlyObjectWrapper<>(Notes.NONE);
    private Map<String, Duration> recovered = Map.of();
    private Function<Entry, Optional<Verdict>> verdicts = _ -> Optional.empty();
    private List<Banner> own = List.of();
    private List<Banner> above = List.of();
    private String selectedKey = "";
    private int selectedIndex = -1;
    private boolean displaced; // the selected thread left the list; its index is where it was
    private boolean applying;

    /// @param filters is told what the list shall show
    public CenterViewModel(Consumer<Fact> intents, Consumer<Filter> filters) {
        this.intents = intents;
        narrowing = new Narrowing(filters);
        selected.addListener(_ -> note());
    }

    public void apply(Board board) {
        recovered = board.recovered();
        applying = true;
        rows.replace(board.rows());
        applying = false;
        picks.follow();
        projects.set(board.projects());
        above = Banner.above(board);
        banners();
        phase.set(Phase.of(board));
        follow(Optional.ofNullable(board.threads().get(selectedKey)));
        applied.set(applied.get() + 1);
    }

    /// What the program itself has to say, before what the board has.
    public void say(List<Banner> banners) {
        own = banners;
        banners();
    }

    private void banners() {
        banners.set(Stream.concat(own.stream(), above.stream()).toList());
    }

    /// @param why says what became of an entry's toast
    public void explain(Function<Entry, Optional<Verdict>> why) {
        verdicts = why;
        note();
    }

    private void note() {
        notes.set(selected.get()
                .map(thread ->
                        new Notes(Optional.ofNullable(recovered.get(thread.key())), verdicts.apply(thread.latest())))
                .orElse(Notes.NONE));
    }

    public ReadOnlyObjectProperty<Notes> notesProperty() {
        return notes.getReadOnlyProperty();
    }

    /// Keeps the selection on its thread; where that is gone for good, on what took its place.
    private void follow(Optional<ThreadRow> thread) {
        int index = indexOfSelected();
        displaced = index < 0;
        if (index >= 0) {
            selectedIndex = index;
        }
        if (thread.isEmpty() && selectedIndex >= 0) {
            select(Math.min(selectedIndex, rows.list().size() - 1));
        } else {
            selected.set(thread);
        }
    }

    /// Empty for none.
    public String projectName(@Nullable String projectId) {
        return projects.get().stream()
                .filter(project -> project.projectId().equals(projectId))
                .findFirst()
                .map(Api.Project::name)
                .orElse("");
    }

    /// Selects by place in the list; -1 for none. The list's own selection moves while rows are exchanged, which
    /// is nobody's wish.
    public void select(int index) {
        if (applying) {
            return;
        }
        if (index < 0 || index >= rows.list().size()) {
            clearSelection();
            return;
        }
        ThreadRow thread = rows.list().get(index).thread();
        selectedIndex = index;
        displaced = false;
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
        selectedIndex = indexOfSelected();
        if (selectedIndex < 0) {
            narrowing.show(thread.asleep() ? new Scope.Snoozed() : new Scope.All());
        }
        selected.set(Optional.of(thread));
        detailOpen.set(true);
    }

    public void move(int by) {
        int size = rows.list().size();
        if (size > 0) {
            int from = displaced && by > 0 ? selectedIndex - 1 : selectedIndex;
            select(Math.clamp((long) from + by, 0, size - 1));
        }
    }

    public int selectedIndex() {
        return indexOfSelected();
    }

    private int indexOfSelected() {
        return selectedKey.isEmpty() ? -1 : rows.indexOf(selectedKey, selectedIndex);
    }

    public void markRead(ThreadRow thread) {
        Set<String> ids = Deeds.readIds(thread);
        if (!ids.isEmpty()) {
            intents.accept(new Fact.Read(ids));
        }
    }

    /// The banner about the damaged inbox has been read.
    public void rebuildSeen() {
        intents.accept(new Fact.RebuildSeen());
    }

    /// The thread's latest event becomes unread.
    public void markUnread(ThreadRow thread) {
        if (!thread.unread()) {
            intents.accept(new Fact.Unread(Set.of(thread.latest().id())));
        }
    }

    /// All that is listed.
    public List<ThreadRow> listed() {
        return rows.list().stream().map(Row::thread).toList();
    }

    /// What a key or the bar deals with: the picked rows, or the selected one where none is picked.
    public List<ThreadRow> concerned() {
        return picks.countProperty().get() > 0
                ? picks.threads()
                : selected.get().stream().toList();
    }

    /// Picks rows from the selected one on, and selects the last of them.
    public void extend(int by) {
        int from = selectedIndex();
        move(by);
        picks.extend(from, selectedIndex());
    }

    /// Changes after each board, when rows and selection agree again.
    public ReadOnlyIntegerProperty appliedProperty() {
        return applied.getReadOnlyProperty();
    }

    public RowList rows() {
        return rows;
    }

    public Picks picks() {
        return picks;
    }

    public Narrowing narrowing() {
        return narrowing;
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
