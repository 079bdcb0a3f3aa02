package dev.hivesync.desktop;

import dev.hivesync.desktop.about.AboutView;
import dev.hivesync.desktop.board.Scope;
import dev.hivesync.desktop.center.CenterView;
import dev.hivesync.desktop.center.KeysOverlay;
import dev.hivesync.desktop.center.Phase;
import dev.hivesync.desktop.center.SessionRibbon;
import dev.hivesync.desktop.center.SnoozeMenu;
import dev.hivesync.desktop.center.ViewDialog;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.plugins.PluginsView;
import dev.hivesync.desktop.review.ReviewView;
import dev.hivesync.desktop.settings.ServerView;
import dev.hivesync.desktop.settings.ServerViewModel.Step;
import dev.hivesync.desktop.settings.SettingsView;
import dev.hivesync.desktop.settings.SignInView;
import dev.hivesync.desktop.sidebar.QuietMenu;
import dev.hivesync.desktop.sidebar.SidebarView;
import dev.hivesync.desktop.toast.ToastsView;
import java.util.List;
import java.util.function.Supplier;
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
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Sidebar and center side by side, the toasts above both.
final class WindowView extends StackPane {

    /// Below this width, detail and list share one place.
    private static final double NARROW = 960;

    private static final PseudoClass NARROW_STYLE = PseudoClass.getPseudoClass("narrow");

    private final CenterView center;
    private final ReviewView review;
    private final ToastsView toasts;
    private final QuietMenu quietMenu;
    private final KeysOverlay keys;
    private final AboutView about;
    private final SnoozeMenu snoozeMenu;
    private final ViewDialog viewDialog;
    private final PluginsView plugins;
    private final StackPane workspace;
    private final Supplier<SettingsView> settingsMade;
    private @Nullable SettingsView settings;
    private Phase phaseBefore = Phase.LOADING;

    WindowView(WindowModel model, Runnable refresh) {
        center = new CenterView(model.centerModels(), model.actions(), model.words(), refresh);
        SignInView signIn = new SignInView(model.signIn(), model.words());
        review = new ReviewView(
                model.review(), model.words(), id -> model.center().projectName(id));
        settingsMade = () -> new SettingsView(model.settings(), model.diagnostics(), model.words());
        BooleanProperty settingsOpen = model.settings().openProperty();
        SidebarView sidebar = new SidebarView(
                model.sidebar(),
                model.quiet(),
                model.centerModels(),
                model.words(),
                settingsOpen,
                () -> model.plugins().openProperty().set(true));
        quietMenu =
                new QuietMenu(model.quiet(), model.words(), () -> settingsOpen.set(true), sidebar.footHeightProperty());
        ServerView server = new ServerView(model.server(), model.words());
        VBox gate = new VBox(new SessionRibbon(model.center(), model.words()), signIn);
        gate.getStyleClass().add("gate");
        VBox.setVgrow(signIn, Priority.ALWAYS);
        workspace = new StackPane(center, gate, server, review);
        workspace.getStyleClass().add("workspace");
        workspace.setMinWidth(0);
        HBox.setHgrow(workspace, Priority.ALWAYS);
        toasts = new ToastsView(
                model.toasts(),
                model.words(),
                notification -> model.center().projectName(notification.projectId()),
                () -> {
                    settingsOpen.set(false);
                    model.center().narrowing().scopeProperty().set(new Scope.Unread());
                });
        StackPane.setAlignment(toasts, Pos.BOTTOM_RIGHT);
        keys = new KeysOverlay(model.words());
        about = new AboutView(model.about(), model.words());
        about.visibleProperty().subscribe((_, shown) -> {
            if (!shown && settingsOpen.get()) {
                settings().focusSearch();
            }
        });
        snoozeMenu = new SnoozeMenu(model.centerModels().snooze(), model.words());
        viewDialog = new ViewDialog(model.centerModels().views(), model.words());
        plugins = new PluginsView(
                model.plugins(), model.words(), id -> model.center().projectName(id));
        for (Node over : List.of(snoozeMenu, viewDialog, plugins)) {
            over.visibleProperty().subscribe((_, shown) -> {
                if (!shown && center.isVisible()) {
                    center.focusList();
                } else if (!shown && settingsOpen.get()) {
                    settings().focusSearch();
                }
            });
        }
        getChildren()
                .addAll(new HBox(sidebar, workspace), toasts, quietMenu, snoozeMenu, viewDialog, plugins, about, keys);
        getStyleClass().add("window");
        settingsOpen.subscribe((was, open) -> {
            arrange(model, gate, server);
            if (open) {
                settings().focusSearch();
            } else if (was) {
                center.focusList();
            }
        });
        model.center().phaseProperty().subscribe(phase -> {
            arrange(model, gate, server);
            if (server.isVisible()) {
                server.focusFirst();
            } else if (phase == Phase.SIGNED_OUT) {
                signIn.focusFirst();
            } else if (phaseBefore == Phase.SIGNED_OUT) {
                center.focusList();
            }
            phaseBefore = phase;
        });
        model.server().stepProperty().subscribe((_, step) -> {
            settingsOpen.set(false);
            arrange(model, gate, server);
            switch (step) {
                case SERVER, SET -> server.focusFirst();
                case SIGN_IN -> signIn.focusFirst();
                case NONE -> center.focusList();
            }
        });
        review.visibleProperty().subscribe((_, shown) -> {
            arrange(model, gate, server);
            if (!shown && center.isVisible()) {
                center.focusList();
            }
        });
        var occupied = model.review().typingProperty();
        Runnable look = () -> occupied.set(settingsOpen.get()
                || Stream.of(quietMenu, snoozeMenu, viewDialog, plugins, keys).anyMatch(Node::isVisible)
                || (getScene() != null && getScene().getFocusOwner() instanceof TextInputControl));
        sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(look);
        settingsOpen.subscribe(look);
        Stream.of(quietMenu, snoozeMenu, viewDialog, plugins, keys)
                .forEach(over -> over.visibleProperty().subscribe(look));
        widthProperty().subscribe(width -> {
            boolean narrow = width.doubleValue() < NARROW;
            pseudoClassStateChanged(NARROW_STYLE, narrow);
            center.setNarrow(narrow);
        });
    }

    /// Under the settings and the Review panel the center takes no part, so that the keys do not reach it.
    private void arrange(WindowModel model, Node gate, Node server) {
        boolean open = model.settings().openProperty().get();
        boolean out = model.center().phaseProperty().get() == Phase.SIGNED_OUT;
        Step step = model.server().stepProperty().get();
        boolean first = step == Step.SERVER || step == Step.SET;
        if (open || settings != null) {
            Nodes.show(settings(), open);
        }
        Nodes.show(server, !open && first);
        Nodes.show(center, !open && !out && !first && !review.isVisible());
        Nodes.show(gate, !open && out && !first);
    }

    /// Made when they are first opened: they have as many nodes as all that is seen before together, and the first
    /// frame would wait for them.
    SettingsView settings() {
        SettingsView made = settings;
        if (made == null) {
            made = settingsMade.get();
            workspace.getChildren().add(made);
            settings = made;
        }
        return made;
    }

    QuietMenu quietMenu() {
        return quietMenu;
    }

    SnoozeMenu snoozeMenu() {
        return snoozeMenu;
    }

    ViewDialog viewDialog() {
        return viewDialog;
    }

    PluginsView plugins() {
        return plugins;
    }

    ReviewView review() {
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
