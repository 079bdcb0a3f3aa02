package dev.hivesync.desktop.center;

import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import java.util.List;
import java.util.Locale;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The ribbons above the list.
final class BannersView extends VBox {

    private final CenterViewModel model;
    private final Words words;
    private final Runnable refresh;

    BannersView(CenterViewModel model, Words words, Runnable refresh) {
        this.model = model;
        this.words = words;
        this.refresh = refresh;
        getStyleClass().add("banners");
        model.bannersProperty().subscribe(this::show);
    }

    private void show(List<Banner> banners) {
        getChildren().setAll(banners.stream().map(this::node).toList());
        Nodes.show(this, !banners.isEmpty());
    }

    private Node node(Banner banner) {
        return switch (banner) {
            case Banner.Offline() ->
                ribbon(
                        "banner-offline",
                        Feather.CLOUD_OFF,
                        words.text("banner.offline"),
                        Nodes.button(words.text("banner.offline.action"), refresh, "small"));
            case Banner.Settings(var trouble) ->
                ribbon(
                        "banner-error",
                        Feather.ALERT_TRIANGLE,
                        words.text("banner.settings." + trouble.name().toLowerCase(Locale.ROOT)));
            case Banner.SyncFailed(var thread) -> {
                String project = model.projectName(thread.notification().projectId());
                String sentence = project.isEmpty()
                        ? words.text("banner.sync_failed")
                        : words.text("banner.sync_failed.in", project);
                yield ribbon(
                        "banner-error",
                        Feather.ALERT_TRIANGLE,
                        sentence,
                        Nodes.button(words.text("banner.open"), () -> model.reveal(thread), "small"),
                        Nodes.iconButton(Feather.X, words.text("banner.dismiss"), () -> model.markRead(thread)));
            }
        };
    }

    private static HBox ribbon(String styleClass, Feather icon, String sentence, Node... actions) {
        Label text = Nodes.label(sentence, "banner-text");
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox ribbon = new HBox(Icons.of(icon), text);
        ribbon.getChildren().addAll(actions);
        ribbon.getStyleClass().addAll("banner", styleClass);
        ribbon.setAccessibleRole(AccessibleRole.PARENT);
        ribbon.setAccessibleText(sentence);
        return ribbon;
    }
}
