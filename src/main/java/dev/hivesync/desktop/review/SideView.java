package dev.hivesync.desktop.review;

import dev.hivesync.desktop.look.Nodes;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/// One side of a row: number, sign and line. The line moves sideways with all others.
final class SideView extends Region {

    /// Whether what stands here goes or comes.
    enum Role {
        BEFORE("−"),
        AFTER("+");

        private final String sign;

        Role(String sign) {
            this.sign = sign;
        }

        private PseudoClass style() {
            return switch (this) {
                case BEFORE -> REMOVED;
                case AFTER -> ADDED;
            };
        }
    }

    private static final PseudoClass REMOVED = PseudoClass.getPseudoClass("removed");
    private static final PseudoClass ADDED = PseudoClass.getPseudoClass("added");
    private static final PseudoClass MISSING = PseudoClass.getPseudoClass("missing");
    static final double SIGN = 24;

    private final Role role;
    private final Metrics metrics;
    private final Label number = Nodes.label("", "diff-number");
    private final Label sign;
    private final Text text = new Text();
    private final Path changed = new Path();
    private final Path strange = new Path();
    private final Pane line = new Pane(changed, strange, text);
    private final Rectangle clip = new Rectangle();
    private final ReadOnlyDoubleProperty offset;
    private Optional<Side> side = Optional.empty();

    /// @param offset how far all lines have been moved
    SideView(Role role, Metrics metrics, ReadOnlyDoubleProperty offset) {
        this.role = role;
        this.metrics = metrics;
        this.offset = offset;
        sign = Nodes.label(role.sign, "diff-sign");
        getStyleClass().add("diff-side");
        text.getStyleClass().add("diff-text");
        changed.getStyleClass().add("diff-changed");
        strange.getStyleClass().add("diff-strange");
        line.setClip(clip);
        line.setMouseTransparent(true);
        getChildren().addAll(number, sign, line);
        offset.subscribe(_ -> requestLayout());
    }

    /// @param differs whether it has no equal on the other side
    void show(Optional<Side> next, boolean differs) {
        side = next;
        pseudoClassStateChanged(role.style(), next.isPresent() && differs);
        pseudoClassStateChanged(MISSING, next.isEmpty());
        number.setText(next.map(one -> Integer.toString(one.number())).orElse(""));
        sign.setVisible(next.isPresent() && differs);
        text.setText(next.map(one -> one.line().cut() > 0
                        ? one.line().text() + metrics.cut(one.line().cut())
                        : one.line().text())
                .orElse(""));
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return metrics.lineHeight();
    }

    @Override
    protected void layoutChildren() {
        double height = getHeight();
        double gutter = metrics.gutter();
        number.resizeRelocate(0, 0, gutter, height);
        sign.resizeRelocate(gutter, 0, SIGN, height);
        double left = gutter + SIGN;
        line.resizeRelocate(left, 0, Math.max(0, getWidth() - left), height);
        clip.setWidth(line.getWidth());
        clip.setHeight(height);
        double x = -Math.min(offset.get(), Math.max(0, metrics.widest() - line.getWidth()));
        double y = Math.round((height - text.getLayoutBounds().getHeight()) / 2);
        mark(changed, side.map(Side::changed).orElse(List.of()));
        mark(strange, side.map(one -> one.line().strange()).orElse(List.of()));
        for (var node : line.getChildren()) {
            node.relocate(0, 0);
            node.setLayoutX(x);
            node.setLayoutY(y - text.getLayoutBounds().getMinY());
        }
    }

    private void mark(Path path, List<Range> ranges) {
        path.getElements().clear();
        for (Range range : ranges) {
            path.getElements().addAll(text.rangeShape(range.from(), range.to()));
        }
    }
}
