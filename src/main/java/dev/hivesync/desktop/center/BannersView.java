package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Gated;
import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.work.Actions;
import java.util.List;
import java.util.Locale;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The ribbons above the list.
final class BannersView extends VBox {

    private final CenterViewModel model;
    private final Actions actions;
    private final Words words;
    private final Runnable refresh;

    BannersView(CenterViewModel model, Actions actions, Words words, Runnable refresh) {
        this.model = model;
        this.actions = actions;
        this.words = words;
        this.refresh = refresh;
        getStyleClass().add("banners");
        // In a low window the list gives way, not what stands above it.
        setMinHeight(USE_PREF_SIZE);
        model.bannersProperty().subscribe(this::show);
        actions.work()
                .progressProperty()
                .subscribe((_, _) -> show(model.bannersProperty().get()));
        actions.work()
                .connectionProperty()
                .subscribe((_, _) -> show(model.bannersProperty().get()));
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
            case Banner.DiskRefuses() -> ribbon("banner-error", Feather.HARD_DRIVE, words.text("banner.disk_refuses"));
            case Banner.Rebuilt(int kept) ->
                ribbon(
                        "banner-warning",
                        Feather.ALERT_TRIANGLE,
                        words.text("banner.rebuilt", kept),
                        Nodes.iconButton(Feather.X, words.text("banner.rebuilt.seen"), model::rebuildSeen));
            case Banner.Linked(var found, var close) ->
                ribbon(
                        "banner-note",
                        found == Banner.Linked.Found.NOT_YET ? Feather.SEARCH : Feather.LINK,
                        words.text("banner.link." + found.name().toLowerCase(Locale.ROOT)),
                        Nodes.iconButton(Feather.X, words.text("banner.close"), close));
            case Banner.Newer(var version, var open, var later) ->
                ribbon(
                        "banner-note",
                        Feather.DOWNLOAD,
                        words.text("update.available", version),
                        Nodes.button(words.text("update.open"), open, "small"),
                        Nodes.iconButton(Feather.X, words.text("update.later"), later));
            case Banner.SessionExpired() ->
                ribbon("banner-warning", Feather.LOCK, words.text("banner.session_expired"));
            case Banner.SyncFailed(var thread) ->
                ribbon(
                        "banner-error",
                        Feather.ALERT_TRIANGLE,
                        standing(thread, "banner.sync_failed"),
                        retry(thread),
                        open(thread),
                        dismiss(thread));
            case Banner.Synced(var thread) ->
                ribbon(
                        "banner-good",
                        Feather.GIT_BRANCH,
                        named("banner.synced", thread),
                        open(thread),
                        dismiss(thread));
            case Banner.PreviewReady ready -> new PreviewBanner(ready, project(ready.thread()), model, actions, words);
            case Banner.Maintenance(var thread, var notice) ->
                ribbon("banner-warning", Feather.TOOL, Clean.line(notice.message()), open(thread), dismiss(thread));
        };
    }

    /// What came of a retry takes the place of what it was about.
    private String standing(ThreadRow thread, String key) {
        return actions.work()
                .progress(thread)
                .map(progress -> Standing.of(progress, words).text())
                .orElseGet(() -> named(key, thread));
    }

    private String named(String key, ThreadRow thread) {
        String project = project(thread);
        return project.isEmpty() ? words.text(key) : words.text(key + ".in", project);
    }

    private String project(ThreadRow thread) {
        return model.projectName(thread.notification().projectId());
    }

    private Node retry(ThreadRow thread) {
        Gated retry = new Gated(
                Nodes.button(words.text("action.retry"), () -> actions.work().again(thread), "small"));
        retry.block(actions.work().obstacle(thread).map(words::text));
        return retry;
    }

    private Node open(ThreadRow thread) {
        return Nodes.button(words.text("banner.open"), () -> model.reveal(thread), "small");
    }

    private Node dismiss(ThreadRow thread) {
        return Nodes.iconButton(Feather.X, words.text("banner.dismiss"), () -> model.markRead(thread));
    }

    private static HBox ribbon(String styleClass, Feather icon, String sentence, Node... actions) {
        Label text = Nodes.label(sentence, "banner-text");
        text.setMinWidth(0);
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
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
