package dev.hivesync.desktop.toast;

import dev.hivesync.alerts.Toast;
import dev.hivesync.desktop.look.Mood;
import dev.hivesync.desktop.look.MoodTile;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.wire.Notification;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One toast. Never takes the focus by itself.
final class ToastCard extends HBox {

    private final ToastWords says;
    private final MoodTile tile = new MoodTile();
    private final Label title = Nodes.wrapped("", "toast-title");
    private final Label text = Nodes.label("", "toast-text");
    private Toast toast;
    private Mood mood;

    ToastCard(Toast toast, ToastsViewModel model, Words words, Function<Notification, String> project) {
        this.toast = toast;
        says = new ToastWords(words.texts(), words.wording(), project);
        mood = mood(toast);
        getStyleClass().addAll("toast", mood.styleClass());
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox top = new HBox(title);
        top.getStyleClass().add("toast-top");
        if (!toast.summary() && Wording.demo(toast.latest().notification().payload())) {
            Label demo = Nodes.label(words.text("list.demo"), "tag");
            demo.setMinWidth(USE_PREF_SIZE);
            top.getChildren().add(demo);
        }
        top.getChildren()
                .addAll(
                        Nodes.spacer(),
                        Nodes.iconButton(Feather.X, words.text("toast.dismiss"), () -> act(model::dismiss)));
        text.setWrapText(true);
        Button lead = Nodes.button(says.leadName(toast), () -> act(model::open), "small");
        Button read = Nodes.button(says.readName(toast), () -> act(model::markRead), "small", "quiet");
        HBox actions = new HBox(lead, read);
        actions.getStyleClass().add("toast-actions");
        VBox body = new VBox(top, text, actions);
        body.getStyleClass().add("toast-body");
        HBox.setHgrow(body, Priority.ALWAYS);
        getChildren().addAll(tile, body);
        setAccessibleRole(AccessibleRole.PARENT);
        say();
    }

    /// Whether the card can say this too: a summary takes more in without a new card each time.
    boolean takes(Toast next) {
        if (!toast.summary() || !next.summary() || !toast.key().equals(next.key())) {
            return false;
        }
        toast = next;
        if (mood != mood(next)) {
            getStyleClass().remove(mood.styleClass());
            mood = mood(next);
            getStyleClass().add(mood.styleClass());
        }
        say();
        return true;
    }

    private void say() {
        Notification latest = toast.latest().notification();
        if (toast.summary()) {
            tile.show(Feather.LAYERS, mood);
        } else {
            tile.show(latest);
        }
        String headline = says.headline(toast);
        String subline = says.text(toast);
        title.setText(headline);
        text.setText(subline);
        Nodes.show(text, !subline.isEmpty());
        setAccessibleText(headline + ", " + subline);
    }

    private void act(Consumer<Toast> deed) {
        deed.accept(toast);
    }

    private static Mood mood(Toast toast) {
        if (toast.failures() > 0) {
            return Mood.FAILURE;
        }
        return toast.summary() ? Mood.RUNNING : Mood.of(toast.latest().notification());
    }
}
