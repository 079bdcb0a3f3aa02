package dev.hivesync.desktop.toast;

import dev.hivesync.alerts.Toast;
import dev.hivesync.desktop.look.Mood;
import dev.hivesync.desktop.look.MoodTile;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.wire.Notification;
import java.util.function.Function;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One toast. Never takes the focus by itself.
final class ToastCard extends HBox {

    ToastCard(Toast toast, ToastsViewModel model, Words words, Function<Notification, String> project) {
        Notification latest = toast.latest().notification();
        getStyleClass().addAll("toast", mood(toast).styleClass());
        MoodTile tile = new MoodTile();
        if (toast.summary()) {
            tile.show(Feather.LAYERS, mood(toast));
        } else {
            tile.show(latest);
        }
        ToastWords says = new ToastWords(words.texts(), words.wording(), project);
        String headline = says.headline(toast);
        String subline = says.text(toast);
        Label title = Nodes.wrapped(headline, "toast-title");
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox top = new HBox(title);
        top.getStyleClass().add("toast-top");
        if (!toast.summary() && Wording.demo(latest.payload())) {
            Label demo = Nodes.label(words.text("list.demo"), "tag");
            demo.setMinWidth(USE_PREF_SIZE);
            top.getChildren().add(demo);
        }
        top.getChildren()
                .addAll(
                        Nodes.spacer(),
                        Nodes.iconButton(Feather.X, words.text("toast.dismiss"), () -> model.dismiss(toast)));
        Label text = Nodes.label(subline, "toast-text");
        text.setWrapText(true);
        HBox actions = new HBox(
                Nodes.button(says.leadName(toast), () -> model.open(toast), "small"),
                Nodes.button(says.readName(toast), () -> model.markRead(toast), "small", "quiet"));
        actions.getStyleClass().add("toast-actions");
        VBox body = new VBox(top, text, actions);
        Nodes.show(text, !subline.isEmpty());
        body.getStyleClass().add("toast-body");
        HBox.setHgrow(body, Priority.ALWAYS);
        getChildren().addAll(tile, body);
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(headline + ", " + subline);
    }

    private static Mood mood(Toast toast) {
        if (toast.failures() > 0) {
            return Mood.FAILURE;
        }
        return toast.summary() ? Mood.RUNNING : Mood.of(toast.latest().notification());
    }
}
