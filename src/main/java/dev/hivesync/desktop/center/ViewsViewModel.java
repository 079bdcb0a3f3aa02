package dev.hivesync.desktop.center;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.SavedView;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.board.Board;
import dev.hivesync.desktop.board.Filter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The saved views: what the list can be narrowed to at a stroke, and the dialog that names them.
public final class ViewsViewModel {

    /// @param unread how many of its threads are unread
    public record Item(SavedView view, int unread) {}

    /// What the dialog is about.
    ///
    /// @param renamed the view whose name is changed, or empty for a new one
    /// @param proposed the name to begin with
    public record Asking(Optional<SavedView> renamed, String proposed) {}

    /// Why a name cannot be taken; each has a sentence.
    public enum Objection {
        EMPTY,
        TAKEN,
        TOO_LONG,
        TOO_MANY
    }

    private final Preferences preferences;
    private final Narrowing narrowing;
    private final ReadOnlyObjectWrapper<List<Item>> items = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Asking>> asking = new ReadOnlyObjectWrapper<>(Optional.empty());

    public ViewsViewModel(Preferences preferences, Narrowing narrowing) {
        this.preferences = preferences;
        this.narrowing = narrowing;
    }

    public void apply(Board board) {
        Map<String, Integer> unread = board.tally().unreadByView();
        items.set(board.settings().views().stream()
                .map(view -> new Item(view, unread.getOrDefault(view.name(), 0)))
                .toList());
    }

    public ReadOnlyObjectProperty<List<Item>> itemsProperty() {
        return items.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Asking>> askingProperty() {
        return asking.getReadOnlyProperty();
    }

    /// The view that the list shows, if it shows one.
    public Optional<SavedView> shown() {
        Filter filter = narrowing.filter();
        return views().stream().filter(view -> Filter.of(view).equals(filter)).findFirst();
    }

    public void open(SavedView view) {
        narrowing.show(view);
    }

    /// Opens the view at a place, counted from 0.
    ///
    /// @return whether there is one
    public boolean open(int place) {
        List<SavedView> views = views();
        if (place >= views.size()) {
            return false;
        }
        open(views.get(place));
        return true;
    }

    /// Asks for the name of what the list shows now; a view that is shown already can be renamed.
    public void askToSave() {
        Optional<SavedView> known = shown();
        if (known.isPresent()) {
            askToRename(known.get());
        } else if (narrowing.filter().saved("").isPresent()) {
            String query = narrowing.queryProperty().get().strip();
            asking.set(Optional.of(new Asking(
                    Optional.empty(), query.substring(0, Math.min(query.length(), SavedView.LONGEST_NAME)))));
        }
    }

    public void askToRename(SavedView view) {
        asking.set(Optional.of(new Asking(Optional.of(view), view.name())));
    }

    public void cancel() {
        asking.set(Optional.empty());
    }

    /// Takes the name that was asked for.
    ///
    /// @return why it cannot be taken; empty where the dialog is done
    public Optional<Objection> name(String typed) {
        String name = typed.strip();
        Optional<SavedView> renamed = asking.get().flatMap(Asking::renamed);
        Optional<Objection> objection = objection(name, renamed);
        if (objection.isEmpty()) {
            cancel();
            renamed.ifPresentOrElse(
                    view -> change(views -> {
                        views.replaceAll(one -> one.equals(view) ? one.named(name) : one);
                        return views;
                    }),
                    () -> narrowing
                            .filter()
                            .saved(name)
                            .ifPresent(view -> change(views -> {
                                views.add(view);
                                return views;
                            })));
        }
        return objection;
    }

    private Optional<Objection> objection(String name, Optional<SavedView> renamed) {
        if (name.isEmpty() || name.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of(Objection.EMPTY);
        }
        if (name.length() > SavedView.LONGEST_NAME) {
            return Optional.of(Objection.TOO_LONG);
        }
        if (views().stream()
                .anyMatch(view -> view.name().equals(name)
                        && !renamed.filter(view::equals).isPresent())) {
            return Optional.of(Objection.TAKEN);
        }
        return renamed.isEmpty() && views().size() >= SavedView.MOST
                ? Optional.of(Objection.TOO_MANY)
                : Optional.empty();
    }

    public void delete(SavedView view) {
        cancel();
        change(views -> {
            views.remove(view);
            return views;
        });
    }

    /// @param by -1 up, 1 down
    public void move(SavedView view, int by) {
        change(views -> {
            int from = views.indexOf(view);
            int to = from + by;
            if (from >= 0 && to >= 0 && to < views.size()) {
                Collections.swap(views, from, to);
            }
            return views;
        });
    }

    private List<SavedView> views() {
        return preferences.now().views();
    }

    private void change(UnaryOperator<List<SavedView>> change) {
        preferences.change((Settings settings) -> settings.views(change.apply(new ArrayList<>(settings.views()))));
    }
}
