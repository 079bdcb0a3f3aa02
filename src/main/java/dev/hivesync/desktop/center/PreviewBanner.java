package dev.hivesync.desktop.center;

import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.work.Actions;
import dev.hivesync.wire.Payload;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A preview that is ready: its code, how long it is good for, and the way to have it on the clipboard.
final class PreviewBanner extends HBox {

    private static final Duration SAID = Duration.seconds(3);

    private final Words words;
    private final String project;
    private final @Nullable Instant expires;
    private final Label expiry = Nodes.label("", "preview-expiry");
    private final PauseTransition said = new PauseTransition(SAID);
    private final ChangeListener<Instant> tick = (_, _, now) -> count(now);

    PreviewBanner(Banner.PreviewReady banner, String project, CenterViewModel model, Actions actions, Words words) {
        this.words = words;
        this.project = project;
        Payload.Preview preview = banner.preview();
        expires = preview.expiresAt();
        String title = words.wording().title(banner.thread().notification());
        Label headline = Nodes.label(title, "banner-text");
        headline.setMinWidth(0);
        VBox text = new VBox(headline, expiry);
        text.getStyleClass().add("preview-text");
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        Label code = Nodes.label(Clean.brief(preview.previewToken(), 24), "preview-code");
        code.setMinWidth(USE_PREF_SIZE);
        headline.setMinHeight(USE_PREF_SIZE);
        expiry.setMinHeight(USE_PREF_SIZE);
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
                        code,
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
        String under =
                Stream.of(left(now), project).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
        expiry.setText(under);
        Nodes.show(expiry, !under.isEmpty());
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
