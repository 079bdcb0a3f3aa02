package dev.hivesync.desktop.center;

import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.work.Actions;
import dev.hivesync.wire.Payload;
import java.time.Instant;
import javafx.animation.PauseTransition;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A preview that is ready: its code, how long it is good for, and the way to have it on the clipboard.
final class PreviewBanner extends HBox {

    /// The text takes what the buttons leave.
    private static final double WRAP = 240;

    private static final Duration SAID = Duration.seconds(3);

    private final Words words;
    private final @Nullable Instant expires;
    private final Label expiry = Nodes.label("", "preview-expiry");
    private final PauseTransition said = new PauseTransition(SAID);
    private final ChangeListener<Instant> tick = (_, _, now) -> count(now);

    PreviewBanner(Banner.PreviewReady banner, String project, CenterViewModel model, Actions actions, Words words) {
        this.words = words;
        Payload.Preview preview = banner.preview();
        expires = preview.expiresAt();
        String title = words.wording().title(banner.thread().notification());
        FlowPane text = new FlowPane(
                Nodes.wrapped(title, "banner-text"),
                Nodes.wrapped(project, "preview-project"),
                Nodes.label(Clean.brief(preview.previewToken(), 24), "preview-code"),
                expiry);
        // What is wider than the line is cut or wrapped by itself.
        text.getChildren().forEach(part -> ((Label) part).maxWidthProperty().bind(text.widthProperty()));
        text.getStyleClass().add("preview-text");
        text.setMinWidth(0);
        text.setPrefWrapLength(WRAP);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button copy = Nodes.button(words.text("banner.preview.copy"), () -> {}, "small");
        copy.setOnAction(_ -> {
            actions.copyCode(banner.thread());
            copy.setText(words.text("banner.preview.copied"));
            said.playFromStart();
        });
        said.setOnFinished(_ -> copy.setText(words.text("banner.preview.copy")));
        getChildren()
                .addAll(
                        Icons.of(Feather.SMARTPHONE),
                        text,
                        copy,
                        Nodes.iconButton(
                                Feather.X, words.text("banner.dismiss"), () -> model.markRead(banner.thread())));
        getStyleClass().addAll("banner", "banner-preview");
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(project.isEmpty() ? title : words.text("banner.preview.in", title, project));
        words.now().addListener(new WeakChangeListener<>(tick));
        count(words.now().get());
    }

    private void count(Instant now) {
        String left = left(now);
        expiry.setText(left);
        Nodes.show(expiry, !left.isEmpty());
    }

    private String left(Instant now) {
        if (expires == null) {
            return "";
        }
        java.time.Duration left = java.time.Duration.between(now, expires);
        return left.isPositive()
                ? words.text("banner.preview.left", words.moments().countdown(left))
                : words.text("banner.preview.expired");
    }
}
