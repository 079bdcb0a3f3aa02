package dev.hivesync.desktop.look;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/// The order of a pane's children, some of which come [late][Late].
public final class Slots {

    private final Pane pane;
    private final List<@Nullable Node> slots = new ArrayList<>();

    public Slots(Pane pane) {
        this.pane = pane;
    }

    public Pane pane() {
        return pane;
    }

    public void add(Node... nodes) {
        for (Node node : nodes) {
            slots.add(node);
            pane.getChildren().add(node);
        }
    }

    /// Keeps the next place for what `making` makes when it is first shown.
    public <T extends Node> Late<T> late(Supplier<T> making) {
        int slot = slots.size();
        slots.add(null);
        return new Late<>(making, node -> {
            pane.getChildren()
                    .add(
                            (int) slots.subList(0, slot).stream()
                                    .filter(Objects::nonNull)
                                    .count(),
                            node);
            slots.set(slot, node);
        });
    }
}
