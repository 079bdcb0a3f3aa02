package dev.hivesync.desktop;

import dev.hivesync.desktop.about.AboutView;
import dev.hivesync.desktop.board.Scope;
import dev.hivesync.desktop.center.CenterView;
import dev.hivesync.desktop.center.KeysOverlay;
import dev.hivesync.desktop.center.Phase;
import dev.hivesync.desktop.center.SnoozeMenu;
import dev.hivesync.desktop.center.ViewDialog;
import dev.hivesync.desktop.look.Late;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Slots;
import dev.hivesync.desktop.plugins.PluginsView;
import dev.hivesync.desktop.review.ReviewView;
import dev.hivesync.desktop.settings.ServerView;
import dev.hivesync.desktop.settings.ServerViewModel.Step;
import dev.hivesync.desktop.settings.SettingsView;
import dev.hivesync.desktop.sidebar.QuietMenu;
import dev.hivesync.desktop.sidebar.SidebarView;
import dev.hivesync.desktop.toast.ToastsView;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;

/// Sidebar and center side by side, the toasts above both.
final class WindowView extends StackPane {

    /// Below this width, detail and list share one place.
    private static final double NARROW = 960;

    private static final PseudoClass NARROW_STYLE = PseudoClass.getPseudoClass("narrow");

    private final WindowModel model;
    private final BooleanProperty settingsOpen;
    private final CenterView center;
    private final ToastsView toasts;
    private final QuietMenu quietMenu;
    private final KeysOverlay keys;
    private final AboutView about;
    private final SnoozeMenu snoozeMenu;

    // The first frame would wait for the nodes of what is not seen in it.
    private final Late<SignInGate> gate;
    private final Late<ServerView> server;
    private final Late<ReviewView> review;
    private final Late<SettingsView> settings;
    private final Late<ViewDialog> viewDialog;
    private final Late<PluginsView> plugins;

    private Phase phaseBefore = Phase.LOADING;

    WindowView(WindowModel model, Runnable refresh) {
        this.model = model;
        center = new CenterView(model.centerModels(), model.actions(), model.words(), refresh);
        settingsOpen = model.settings().openProperty();
        SidebarView sidebar = new SidebarView(
                model.sidebar(),
                model.quiet(),
                model.centerModels(),
                model.words(),
                settingsOpen,
                () -> model.plugins().openProperty().set(true));
        Slots work = new Slots(new StackPane());
        work.add(center);
        gate = work.late(() -> new SignInGate(model.center(), model.signIn(), model.words()));
        server = work.late(() -> new ServerView(model.server(), model.words()));
        review = work.late(this::madeReview);
        settings = work.late(() -> new SettingsView(model.settings(), model.diagnostics(), model.words()));
        work.pane().getStyleClass().add("workspace");
        work.pane().setMinWidth(0);
        HBox.setHgrow(work.pane(), Priority.ALWAYS);
        toasts = new ToastsView(
                model.toasts(),
                model.words(),
                notification -> model.center().projectName(notification.projectId()),
                () -> {
                    settingsOpen.set(false);
                    model.center().narrowing().scopeProperty().set(new Scope.Unread());
                });
        StackPane.setAlignment(toasts, Pos.BOTTOM_RIGHT);
        quietMenu =
                new QuietMenu(model.quiet(), model.words(), () -> settingsOpen.set(true), sidebar.footHeightProperty());
        snoozeMenu = new SnoozeMenu(model.centerModels().snooze(), model.words());
        about = new AboutView(model.about(), model.words());
        keys = new KeysOverlay(model.words());
        getStyleClass().add("window");
        Slots over = new Slots(this);
        over.add(new HBox(sidebar, work.pane()), toasts, quietMenu, snoozeMenu);
        viewDialog =
                over.late(() -> overTheList(new ViewDialog(model.centerModels().views(), model.words())));
        plugins = over.late(() -> overTheList(new PluginsView(
                model.plugins(), model.words(), id -> model.center().projectName(id))));
        over.add(about, keys);
        overTheList(snoozeMenu);
        Stream.of(quietMenu, keys).forEach(node -> node.visibleProperty().subscribe(this::look));
        about.visibleProperty().subscribe((_, shown) -> {
            if (!shown && settingsOpen.get()) {
                settings().focusSearch();
            }
        });
        follow();
    }

    private void follow() {
        settingsOpen.subscribe((was, open) -> {
            arrange();
            if (open) {
                settings().focusSearch();
            } else if (was) {
                focusPresent();
            }
        });
        model.center().phaseProperty().subscribe(phase -> {
            arrange();
            if (server.shown() || phase == Phase.SIGNED_OUT || phaseBefore == Phase.SIGNED_OUT) {
                focusPresent();
            }
            phaseBefore = phase;
        });
        model.server().stepProperty().subscribe((_, _) -> {
            settingsOpen.set(false);
            arrange();
            focusPresent();
        });
        model.review().openedValue().subscribe(open -> {
            if (open && review.made().isEmpty()) {
                review.get().present();
            }
        });
        model.centerModels().views().askingProperty().subscribe(asking -> {
            if (asking.isPresent() && viewDialog.made().isEmpty()) {
                viewDialog.get().focusFirst();
            }
        });
        model.plugins().openProperty().subscribe(open -> {
            if (open && plugins.made().isEmpty()) {
                plugins.get().focusFirst();
            }
        });
        sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(this::look);
        settingsOpen.subscribe(this::look);
        widthProperty().subscribe(width -> {
            boolean narrow = width.doubleValue() < NARROW;
            pseudoClassStateChanged(NARROW_STYLE, narrow);
            center.setNarrow(narrow);
        });
    }

    /// Puts the focus into what has the workspace.
    private void focusPresent() {
        if (server.shown()) {
            server.get().focusFirst();
        } else if (gate.shown()) {
            gate.get().focusFirst();
        } else {
            center.focusList();
        }
    }

    private ReviewView madeReview() {
        ReviewView made = new ReviewView(
                model.review(), model.words(), id -> model.center().projectName(id));
        made.visibleProperty().subscribe((_, shown) -> {
            arrange();
            if (!shown && center.isVisible()) {
                center.focusList();
            }
        });
        return made;
    }

    /// Gives the focus back once it is gone.
    private <T extends Node> T overTheList(T node) {
        node.visibleProperty().subscribe((_, shown) -> {
            if (!shown && center.isVisible()) {
                center.focusList();
            } else if (!shown && settingsOpen.get()) {
                settings().focusSearch();
            }
        });
        node.visibleProperty().subscribe(this::look);
        return node;
    }

    /// Nothing opens by itself while somebody is at something else.
    private void look() {
        model.review()
                .typingProperty()
                .set(settingsOpen.get()
                        || Stream.of(quietMenu, snoozeMenu, keys).anyMatch(Node::isVisible)
                        || viewDialog.shown()
                        || plugins.shown()
                        || (getScene() != null && getScene().getFocusOwner() instanceof TextInputControl));
    }

    /// Under the settings and the Review panel the center takes no part, so that the keys do not reach it.
    private void arrange() {
        boolean open = settingsOpen.get();
        boolean out = model.center().phaseProperty().get() == Phase.SIGNED_OUT;
        Step step = model.server().stepProperty().get();
        boolean first = step == Step.SERVER || step == Step.SET;
        settings.show(open);
        server.show(!open && first);
        Nodes.show(center, !open && !out && !first && !review.shown());
        gate.show(!open && out && !first);
    }

    SettingsView settings() {
        return settings.get();
    }

    QuietMenu quietMenu() {
        return quietMenu;
    }

    SnoozeMenu snoozeMenu() {
        return snoozeMenu;
    }

    ViewDialog viewDialog() {
        return viewDialog.get();
    }

    PluginsView plugins() {
        return plugins.get();
    }

    Late<ReviewView> review() {
        return review;
    }

    AboutView about() {
        return about;
    }

    KeysOverlay keys() {
        return keys;
    }

    ToastsView toasts() {
        return toasts;
    }

    CenterView center() {
        return center;
    }
}
