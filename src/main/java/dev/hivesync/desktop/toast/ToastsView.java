package dev.hivesync.desktop.toast;

import dev.hivesync.alerts.Showing;
import dev.hivesync.alerts.Toast;
import dev.hivesync.desktop.look.Motion;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.toast.ToastsViewModel.Pause;
import dev.hivesync.inbox.Entry;
import dev.hivesync.wire.Notification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javafx.animation.FadeTransition;
import javafx.animation.ParallelTransition;
import javafx.animation.TranslateTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The overlay at the bottom right of the window. It lies inside the window's own scene, so that no focus is
/// taken and no corner shows through.
public final class ToastsView extends VBox {

    /// A card and what it says; the toast's remaining time is no part of that.
    private record Up(List<Entry> entries, ToastCard card) {}

    private static final Duration MOTION = Duration.millis(160);
    private static final double SLIDE = 16;

    private final ToastsViewModel model;
    private final Words words;
    private final Function<Notification, String> project;
    private final Button more;
    private Map<String, Up> cards = Map.of(); // by the toast's key

    private final Set<ParallelTransition> moving = new HashSet<>();

    /// @param project the name of a notification's project, may be empty
    /// @param showAll shows what is folded away
    public ToastsView(ToastsViewModel model, Words words, Function<Notification, String> project, Runnable showAll) {
        this.model = model;
        this.words = words;
        this.project = project;
        this.more = Nodes.button("", showAll, "toast-more");
        getStyleClass().add("toasts");
        setAlignment(Pos.BOTTOM_RIGHT);
        setPickOnBounds(false);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(words.text("toast.name"));
        hoverProperty().subscribe(on -> model.pause(Pause.POINTER, on));
        focusWithinProperty().subscribe(on -> model.pause(Pause.FOCUS, on));
        model.showingProperty().subscribe(this::show);
    }

    private void show(Showing showing) {
        List<Node> next = new ArrayList<>();
        if (showing.more() > 0) {
            more.setText(words.text("toast.more", showing.more()));
            next.add(more);
        }
        Map<String, Up> up = new HashMap<>();
        for (Toast toast : showing.visible()) {
            ToastCard card = card(toast);
            up.put(toast.key(), new Up(toast.entries(), card));
            next.add(card);
        }
        cards = up;
        if (!getChildren().equals(next)) {
            getChildren().setAll(next);
        }
        setVisible(!next.isEmpty());
    }

    private ToastCard card(Toast toast) {
        Up known = cards.get(toast.key());
        if (known != null
                && (known.entries().equals(toast.entries()) || known.card().takes(toast))) {
            return known.card();
        }
        ToastCard card = new ToastCard(toast, model, words, project);
        enter(card);
        return card;
    }

    /// Ends every motion at once: a picture shows what stands, not what moves.
    public void settle() {
        List.copyOf(moving).forEach(motion -> motion.jumpTo(MOTION));
    }

    /// Moves in.
    private void enter(Node card) {
        if (!Motion.wanted(this)) {
            return;
        }
        FadeTransition fade = new FadeTransition(MOTION, card);
        fade.setFromValue(0);
        fade.setToValue(1);
        TranslateTransition slide = new TranslateTransition(MOTION, card);
        slide.setFromY(SLIDE);
        slide.setToY(0);
        ParallelTransition motion = new ParallelTransition(fade, slide);
        moving.add(motion);
        motion.setOnFinished(_ -> moving.remove(motion));
        motion.play();
    }
}
