package dev.hivesync.desktop.review;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/// Two sides, side by side; in a narrow panel one below the other, an unchanged line only once.
final class CodeRow extends Region {

    private static final PseudoClass STACKED = PseudoClass.getPseudoClass("stacked");

    private final SideView before;
    private final SideView after;
    private final Region divider = new Region();
    private final Metrics metrics;
    private final ReadOnlyBooleanProperty stacked;
    private Pair pair = new Pair(Optional.empty(), Optional.empty(), Pair.UNCHANGED);

    CodeRow(Metrics metrics, ReadOnlyBooleanProperty stacked) {
        this.metrics = metrics;
        this.stacked = stacked;
        before = new SideView(SideView.Role.BEFORE, metrics, metrics.offset());
        after = new SideView(SideView.Role.AFTER, metrics, metrics.offset());
        getStyleClass().add("diff-row");
        divider.getStyleClass().add("diff-divider");
        getChildren().addAll(before, after, divider);
        stacked.subscribe(_ -> arrange());
    }

    Node showing(DiffRow.Code row) {
        pair = row.pair();
        before.show(pair.before(), pair.changed());
        after.show(pair.after(), pair.changed());
        arrange();
        return this;
    }

    private void arrange() {
        boolean on = stacked.get();
        pseudoClassStateChanged(STACKED, on);
        before.setVisible(!on || (pair.changed() && pair.before().isPresent()));
        after.setVisible(!on || pair.after().isPresent());
        requestLayout();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        boolean both = stacked.get() && before.isVisible() && after.isVisible();
        return metrics.lineHeight() * (both ? 2 : 1);
    }

    @Override
    protected void layoutChildren() {
        double line = metrics.lineHeight();
        if (stacked.get()) {
            before.resizeRelocate(0, 0, getWidth(), line);
            after.resizeRelocate(0, before.isVisible() ? line : 0, getWidth(), line);
        } else {
            double half = Math.floor(getWidth() / 2);
            before.resizeRelocate(0, 0, half, line);
            after.resizeRelocate(half, 0, getWidth() - half, line);
            divider.resizeRelocate(half, 0, 1, line);
        }
    }
}
