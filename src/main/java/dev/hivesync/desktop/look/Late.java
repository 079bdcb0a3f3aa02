package dev.hivesync.desktop.look;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// A part of a view that is made when it is first shown: what most views never show takes no part in making, styling
/// and laying them out.
public final class Late<T extends Node> {

    private final Supplier<T> making;
    private final Consumer<T> place;
    private @Nullable T made;

    /// @param place puts it where it belongs
    public Late(Supplier<T> making, Consumer<T> place) {
        this.making = making;
        this.place = place;
    }

    /// Made and in its place.
    public T get() {
        T node = made;
        if (node == null) {
            node = making.get();
            made = node;
            place.accept(node);
        }
        return node;
    }

    /// For a part that shows and hides by itself once it is there.
    public void makeIf(boolean wanted) {
        if (wanted) {
            var _ = get();
        }
    }

    public Optional<T> made() {
        return Optional.ofNullable(made);
    }

    public boolean shown() {
        return made != null && made.isVisible();
    }

    public void show(boolean on) {
        if (on) {
            Nodes.show(get(), true);
        } else if (made != null) {
            Nodes.show(made, false);
        }
    }
}
