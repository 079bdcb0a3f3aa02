package dev.hivesync.desktop.center;

import dev.hivesync.attention.SavedView;
import dev.hivesync.desktop.board.Filter;
import dev.hivesync.desktop.board.Scope;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What the list is narrowed to.
public final class Narrowing {

    private final Consumer<Filter> filters;
    private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(new Scope.All());
    private final BooleanProperty unreadOnly = new SimpleBooleanProperty();
    private final StringProperty query = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Filter> filter = new ReadOnlyObjectWrapper<>(Filter.ALL);
    private boolean several; // more than one of them is being set

    /// @param filters is told what the list shall show
    Narrowing(Consumer<Filter> filters) {
        this.filters = filters;
        scope.addListener(_ -> ask());
        unreadOnly.addListener(_ -> ask());
        query.addListener(_ -> ask());
    }

    private void ask() {
        if (!several) {
            filter.set(new Filter(scope.get(), unreadOnly.get(), query.get()));
            filters.accept(filter.get());
        }
    }

    public Filter filter() {
        return filter.get();
    }

    public ReadOnlyObjectProperty<Filter> filterProperty() {
        return filter.getReadOnlyProperty();
    }

    private void set(Filter wanted) {
        if (wanted.equals(filter())) {
            return;
        }
        several = true;
        scope.set(wanted.scope());
        unreadOnly.set(wanted.unreadOnly());
        query.set(wanted.query());
        several = false;
        ask();
    }

    public void show(SavedView view) {
        set(Filter.of(view));
    }

    /// Shows all of a scope, whatever the list was narrowed to.
    public void show(Scope all) {
        set(new Filter(all, false, ""));
    }

    /// What the scope holds is shown again.
    public void widen() {
        show(scope.get());
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
}
