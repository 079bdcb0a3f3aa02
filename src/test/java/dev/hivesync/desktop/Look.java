package dev.hivesync.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;

/// What can be seen of a scene, and what of it has no room. On the FX thread.
final class Look {

    /// What the server wrote, of any length; the detail shows all of it.
    private static final List<String> CONTENT =
            List.of("row-detail", "sidebar-item-name", "diff-file", "toast-text", "row-project");

    /// Rounding of the layout to whole pixels.
    private static final double SLACK = 1.5;

    private final double width;
    private final double height;
    private final List<Node> shown = new ArrayList<>();

    Look(Scene scene) {
        width = scene.getRoot().getLayoutBounds().getWidth();
        height = scene.getRoot().getLayoutBounds().getHeight();
        collect(scene.getRoot());
    }

    private void collect(Node node) {
        if (node.isVisible()) {
            shown.add(node);
            if (node instanceof Parent parent) {
                parent.getChildrenUnmodifiable().forEach(this::collect);
            }
        }
    }

    List<Node> shown() {
        return shown;
    }

    /// Words that are cut short, stand outside their place, or outside the window.
    List<String> cut() {
        return Stream.of(
                        labels().filter(Labeled::isTextTruncated).map(label -> "cut: " + said(label)),
                        labels().filter(this::outside).map(label -> "outside: " + said(label)),
                        shown.stream()
                                .filter(TextField.class::isInstance)
                                .map(TextField.class::cast)
                                .filter(Look::promptCut)
                                .map(field -> "prompt cut: " + field.getPromptText()))
                .flatMap(all -> all)
                .toList();
    }

    private Stream<Labeled> labels() {
        return shown.stream()
                .filter(Labeled.class::isInstance)
                .map(Labeled.class::cast)
                .filter(label -> label.getText() != null && !label.getText().isEmpty())
                .filter(label -> label.getStyleClass().stream().noneMatch(CONTENT::contains));
    }

    private static String said(Labeled label) {
        return label.getStyleClass() + " " + label.getText();
    }

    /// A text that can be scrolled to may stand below the window's edge, none beside it.
    private boolean outside(Labeled label) {
        Bounds at = label.localToScene(label.getLayoutBounds());
        boolean beside = at.getMinX() < -SLACK || at.getMaxX() > width + SLACK;
        boolean below = at.getMinY() < -SLACK || at.getMaxY() > height + SLACK;
        return beside || (below && !scrolls(label)) || overflows(label) || leaves(label);
    }

    private static boolean scrolls(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (port(at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean port(Node node) {
        return node instanceof ScrollPane || node instanceof VirtualFlow;
    }

    private static boolean overflows(Labeled label) {
        Parent around = label.getParent();
        if (around == null || !label.isManaged() || label.getTranslateX() != 0) {
            return false;
        }
        Bounds at = label.getBoundsInParent();
        Bounds room = around.getLayoutBounds();
        return at.getMinX() < room.getMinX() - SLACK
                || at.getMaxX() > room.getMaxX() + SLACK
                || at.getMaxY() > room.getMaxY() + SLACK;
    }

    /// Stands over the edge of what is drawn behind it: a banner, a card, a button.
    private static boolean leaves(Labeled label) {
        Bounds at = label.localToScene(label.getLayoutBounds());
        for (Node node = label.getParent(); node != null && !port(node); node = node.getParent()) {
            if (node instanceof Region region && drawn(region)) {
                Bounds box = region.localToScene(region.getLayoutBounds());
                return at.getMinY() < box.getMinY() - SLACK || at.getMaxY() > box.getMaxY() + SLACK;
            }
        }
        return false;
    }

    private static boolean drawn(Region region) {
        return region.getBackground() != null
                && region.getBackground().getFills().stream()
                        .anyMatch(fill -> !Color.TRANSPARENT.equals(fill.getFill()));
    }

    private static boolean promptCut(TextField field) {
        if (field.getPromptText() == null || !field.getText().isEmpty()) {
            return false;
        }
        Text prompt = new Text(field.getPromptText());
        prompt.setFont(field.getFont());
        double sides = field.getInsets().getLeft() + field.getInsets().getRight();
        Node left = field.lookup(".left-pane");
        double icon = left == null ? 0 : left.getLayoutBounds().getWidth();
        return prompt.getLayoutBounds().getWidth() > field.getWidth() - sides - icon + SLACK;
    }
}
