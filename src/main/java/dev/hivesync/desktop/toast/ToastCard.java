package dev.hivesync.desktop.toast;

import dev.hivesync.desktop.board.MainAction;
import dev.hivesync.desktop.board.Runs;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Mood;
import dev.hivesync.desktop.look.MoodTile;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.wire.Notification;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One toast. Never takes the focus by itself.
final class ToastCard extends HBox {

    private static final int MOST_KINDS = 3;

    ToastCard(Toast toast, ToastsViewModel model, Words words, Function<Notification, String> project) {
        Notification latest = toast.latest().notification();
        getStyleClass().addAll("toast", mood(toast).styleClass());
        MoodTile tile = new MoodTile();
        if (toast.summary()) {
            tile.show(Feather.LAYERS, mood(toast));
        } else {
            tile.show(latest);
        }
        String headline = toast.summary()
                ? words.text(summaryKey(toast), toast.entries().size())
                : words.wording().title(latest);
        String subline = toast.summary() ? summary(toast, words) : subline(latest, words, project);
        Label title = Nodes.label(headline, "toast-title");
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
                Nodes.button(
                        words.text(toast.summary() ? "toast.open_all" : lead(toast)), () -> model.open(toast), "small"),
                Nodes.button(
                        words.text(toast.summary() ? "toast.mark_all_read" : "toast.mark_read"),
                        () -> model.markRead(toast),
                        "small",
                        "quiet"));
        actions.getStyleClass().add("toast-actions");
        VBox body = new VBox(top, text, actions);
        Nodes.show(text, !subline.isEmpty());
        body.getStyleClass().add("toast-body");
        HBox.setHgrow(body, Priority.ALWAYS);
        getChildren().addAll(tile, body);
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(headline + ", " + subline);
    }

    private static String summaryKey(Toast toast) {
        return switch (toast.key()) {
            case Toast.DIGEST -> "toast.digest";
            case Toast.AWAY -> "toast.away";
            default -> "toast.burst";
        };
    }

    /// What its button does first.
    private static String lead(Toast toast) {
        return MainAction.of(new ThreadRow(toast.thread(), toast.entries()), Runs.NONE, toast.shownAt())
                .key();
    }

    private static Mood mood(Toast toast) {
        if (toast.failures() > 0) {
            return Mood.FAILURE;
        }
        return toast.summary() ? Mood.RUNNING : Mood.of(toast.latest().notification());
    }

    private static String subline(Notification notification, Words words, Function<Notification, String> project) {
        String where = project.apply(notification);
        String what = words.wording()
                .message(notification)
                .orElseGet(() -> words.wording().detail(notification));
        return List.of(where, what).stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }

    private static String summary(Toast toast, Words words) {
        List<String> kinds = toast.entries().stream()
                .map(entry -> words.wording().title(entry.notification()))
                .distinct()
                .toList();
        String named = String.join(words.text("toast.burst.and"), kinds.subList(0, Math.min(MOST_KINDS, kinds.size())));
        String text = kinds.size() > MOST_KINDS ? named + " …" : named;
        return toast.failures() > 0 ? words.text("toast.burst.failures", toast.failures(), text) : text;
    }
}
