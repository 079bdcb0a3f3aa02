package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.desktop.Pictures.Size;
import dev.hivesync.desktop.look.Texts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

/// Without a mouse: whatever can be pressed has a role and a name for a screen reader, and Tab comes to all of it in
/// the order in which it is read.
class FocusTest {

    private static final Set<AccessibleRole> SAYS_NOTHING = EnumSet.of(AccessibleRole.NODE, AccessibleRole.PARENT);

    /// Parts of the window that are read one after the other.
    private static final List<String> REGIONS = List.of(
            "sidebar",
            "list-pane",
            "detail",
            "review",
            "settings",
            "toasts",
            "sign-in",
            "menu",
            "view-card",
            "about-card",
            "plugins-card");

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    /// Of the list of keys, which goes with the next key, only what lies below it is asked.
    @ParameterizedTest
    @EnumSource
    void every_control_has_a_name_and_is_reached_in_the_order_in_which_it_is_read(Screen screen) throws Exception {
        try (Pictures pictures = screen.open(Size.USUAL, new Texts(Locale.ENGLISH))) {
            List<Node> controls = pictures.see(FocusTest::reachable);
            assertThat(controls).isNotEmpty().allSatisfy(control -> {
                assertThat(name(control)).as(control.toString()).isNotBlank();
                assertThat(control.getAccessibleRole())
                        .as(control.toString())
                        .isNotNull()
                        .isNotIn(SAYS_NOTHING);
                assertThat(apt(control)).as(control.toString()).isTrue();
            });
            if (screen == Screen.KEYS || screen == Screen.REVIEW_KEYS) {
                return;
            }
            List<Node> walk = pictures.see(FocusTest::walk);
            assertThat(walk).doesNotHaveDuplicates();
            assertThat(walk).containsExactlyInAnyOrderElementsOf(pictures.see(scene -> wanted(screen, scene)));
            List<String> wrong = pictures.see(_ -> outOfOrder(walk));
            assertThat(wrong).isEmpty();
        }
    }

    private static List<Node> wanted(Screen screen, Scene scene) {
        return reachable(scene).stream()
                .filter(node -> screen.keepsFocusIn()
                        .map(only -> scene.getRoot().lookupAll(only).stream()
                                .filter(Node::isVisible)
                                .anyMatch(around -> within(node, around)))
                        .orElse(true))
                .toList();
    }

    private static boolean within(Node node, Node around) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(around)) {
                return true;
            }
        }
        return false;
    }

    private static List<Node> reachable(Scene scene) {
        return new Look(scene)
                .shown().stream()
                        .filter(Node::isFocusTraversable)
                        .filter(node -> !node.isDisabled())
                        .toList();
    }

    /// Where the focus goes with Tab, until it is back where it began. Begins with what comes first in the window.
    private static List<Node> walk(Scene scene) {
        if (scene.getFocusOwner() == null) {
            reachable(scene).getFirst().requestFocus();
        }
        Node begin = scene.getFocusOwner();
        List<Node> walk = new ArrayList<>();
        for (Node at = begin; walk.size() < 200 && (walk.isEmpty() || !at.equals(begin)); at = scene.getFocusOwner()) {
            walk.add(at);
            at.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.TAB, false, false, false, false));
        }
        // The focus has scrolled them.
        scene.getRoot().lookupAll(".scroll-pane").forEach(pane -> ((ScrollPane) pane).setVvalue(0));
        scene.getRoot().layout();
        List<Node> all = reachable(scene);
        int first = all.stream()
                .filter(walk::contains)
                .findFirst()
                .map(walk::indexOf)
                .orElse(0);
        List<Node> turned = new ArrayList<>(walk.subList(first, walk.size()));
        turned.addAll(walk.subList(0, first));
        return turned;
    }

    /// Steps that go back: up within a region, or to one that was left before.
    private static List<String> outOfOrder(List<Node> walk) {
        List<String> wrong = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (int i = 1; i < walk.size(); i++) {
            Node before = walk.get(i - 1);
            Node after = walk.get(i);
            String from = region(before);
            String to = region(after);
            if (!from.equals(to)) {
                left.add(from);
            }
            if (left.contains(to) || (from.equals(to) && back(before, after))) {
                wrong.add(name(before) + " → " + name(after));
            }
        }
        return wrong;
    }

    private static String region(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            for (String styleClass : at.getStyleClass()) {
                if (REGIONS.contains(styleClass)) {
                    return styleClass;
                }
            }
        }
        return "";
    }

    private static boolean back(Node before, Node after) {
        Bounds one = before.localToScene(before.getLayoutBounds());
        Bounds two = after.localToScene(after.getLayoutBounds());
        boolean sameLine = two.getCenterY() > one.getMinY() && two.getCenterY() < one.getMaxY();
        return sameLine ? two.getMinX() < one.getMinX() : two.getCenterY() < one.getCenterY();
    }

    private static boolean apt(Node control) {
        AccessibleRole role = control.getAccessibleRole();
        return switch (control) {
            case ToggleButton _ -> role == AccessibleRole.TOGGLE_BUTTON || role == AccessibleRole.RADIO_BUTTON;
            case Button _ -> role == AccessibleRole.BUTTON || role == AccessibleRole.MENU_ITEM;
            case ListView<?> _ -> role == AccessibleRole.LIST_VIEW;
            case TextInputControl _ -> role == AccessibleRole.TEXT_FIELD || role == AccessibleRole.PASSWORD_FIELD;
            default -> true;
        };
    }

    private static String name(Node node) {
        String own = node.getAccessibleText();
        Object text = node.queryAccessibleAttribute(AccessibleAttribute.TEXT);
        return own != null && !own.isBlank() ? own : text instanceof String said ? said : "";
    }
}
