package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.MainAction;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Gated;
import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Spinner;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.work.Actions;
import dev.hivesync.wire.NotificationType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What can be done about the selected thread, and how what was asked for stands.
final class DetailActions extends VBox {

    private static final PseudoClass PINNED = PseudoClass.getPseudoClass("pinned");

    private final CenterViewModel model;
    private final CenterModels models;
    private final Actions actions;
    private final Words words;
    private final FlowPane buttons = new FlowPane();
    private final HBox standing = new HBox();
    private Optional<ThreadRow> thread = Optional.empty();

    DetailActions(CenterModels models, Actions actions, Words words) {
        this.model = models.list();
        this.models = models;
        this.actions = actions;
        this.words = words;
        buttons.getStyleClass().add("detail-actions");
        standing.getStyleClass().add("detail-standing");
        getStyleClass().add("detail-work");
        getChildren().addAll(buttons, standing);
        actions.work().progressProperty().subscribe((_, _) -> update());
        actions.work().connectionProperty().subscribe((_, _) -> update());
    }

    DetailActions showing(ThreadRow next) {
        thread = Optional.of(next);
        update();
        return this;
    }

    private void update() {
        thread.ifPresent(shown -> {
            boolean focused = isFocusWithin();
            buttons.getChildren().setAll(buttons(shown));
            if (focused) {
                // The button that was pressed has made way for one that says how it stands.
                buttons.getChildren().getLast().requestFocus();
            }
            List<Node> said = actions.work()
                    .progress(shown)
                    .map(progress -> said(Standing.of(progress, words)))
                    .orElse(List.of());
            standing.getChildren().setAll(said);
            Nodes.show(standing, !said.isEmpty());
        });
    }

    /// What is decided about a thread beside its actions.
    Node handling(ThreadRow shown) {
        Button later = Nodes.iconButton(
                Feather.CLOCK, words.text("list.snooze"), () -> models.snooze().ask(List.of(shown)));
        Button pin = Nodes.iconButton(
                Feather.BOOKMARK,
                words.text(shown.pinned() ? "detail.unpin" : "detail.pin"),
                () -> models.deeds().pin(List.of(shown)));
        pin.pseudoClassStateChanged(PINNED, shown.pinned());
        HBox both = new HBox(later, pin);
        both.setMinWidth(USE_PREF_SIZE);
        return both;
    }

    private List<Node> buttons(ThreadRow shown) {
        List<Node> nodes = new ArrayList<>();
        switch (actions.main(shown)) {
            case REVIEW -> nodes.add(button(MainAction.REVIEW.key(), Feather.EYE, () -> actions.perform(shown)));
            case COPY_CODE -> nodes.add(button(MainAction.COPY_CODE.key(), Feather.COPY, () -> actions.perform(shown)));
            case RETRY -> nodes.add(again(shown, MainAction.RETRY.key()));
            case OPEN -> {
                if (synced(shown)) {
                    nodes.add(again(shown, "action.sync_now"));
                }
            }
        }
        nodes.add(mark(shown, !nodes.isEmpty()));
        return nodes;
    }

    private static boolean synced(ThreadRow shown) {
        return shown.notification()
                .known()
                .filter(NotificationType.REPO_SYNC_SUCCESS::equals)
                .isPresent();
    }

    private Node again(ThreadRow shown, String key) {
        Gated again =
                new Gated(button(key, Feather.REFRESH_CW, () -> actions.work().again(shown)));
        again.block(actions.work().obstacle(shown).map(words::text));
        return again;
    }

    /// The quieter of two.
    private Node mark(ThreadRow shown, boolean second) {
        Button mark = shown.unread() || shown.cameBack()
                ? button("detail.mark_read", Feather.CHECK, () -> model.markRead(shown))
                : button("detail.mark_unread", Feather.MAIL, () -> model.markUnread(shown));
        if (second || !(shown.unread() || shown.cameBack())) {
            mark.getStyleClass().add("quiet");
        }
        return mark;
    }

    private Button button(String key, Feather icon, Runnable action) {
        Button button = Nodes.button(words.text(key), action);
        button.setGraphic(Icons.of(icon));
        return button;
    }

    private static List<Node> said(Standing how) {
        Label text = Nodes.label(how.text(), how.failed() ? "work-failed" : "work-standing");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        Node sign = how.asking() ? new Spinner(5) : Icons.of(how.failed() ? Feather.ALERT_TRIANGLE : Feather.CLOCK);
        sign.getStyleClass().add(how.failed() ? "work-failed-icon" : "work-icon");
        return List.of(sign, text);
    }
}
