package dev.hivesync.desktop.review;

import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Spinner;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.work.Failure;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What stands in the suggestion's place while there is none, with the next step.
final class ReviewBlank extends StackPane {

    private final ReviewViewModel model;
    private final Words words;

    ReviewBlank(ReviewViewModel model, Words words) {
        this.model = model;
        this.words = words;
        getStyleClass().add("review-blank");
        model.stateProperty().subscribe(this::show);
    }

    private void show(ReviewState state) {
        getChildren()
                .setAll(
                        switch (state) {
                            case ReviewState.Closed _, ReviewState.Shown _ -> new Region();
                            case ReviewState.Loading _ -> card("review.loading", new Spinner(14));
                            case ReviewState.Empty _ ->
                                card("review.empty", icon(Feather.FILE), button("review.dismiss", model::dismiss));
                            case ReviewState.Failed(var _, var why) -> failed(why);
                        });
    }

    private Node failed(Failure why) {
        String key = "review.failed." + why.name().toLowerCase(Locale.ROOT);
        return switch (why) {
            case UNREACHABLE -> card(key, icon(Feather.CLOUD_OFF), button("review.again", model::reload));
            case TOO_MANY -> card(key, icon(Feather.CLOCK), button("review.again", model::reload));
            case REFUSED -> card(key, icon(Feather.ALERT_TRIANGLE), button("review.again", model::reload));
            case NOT_FOUND -> card(key, icon(Feather.SEARCH), button("review.dismiss", model::dismiss));
            case SIGNED_OUT -> card(key, icon(Feather.LOCK), button("review.close", model::close));
        };
    }

    private static Node icon(Feather icon) {
        StackPane tile = new StackPane(Icons.of(icon));
        tile.getStyleClass().add("blank-icon");
        return tile;
    }

    private Node button(String key, Runnable action) {
        return Nodes.button(words.text(key), action);
    }

    private VBox card(String key, Node... parts) {
        var text = Nodes.label(words.text(key + ".text"), "blank-text");
        text.setWrapText(true);
        VBox card = new VBox(parts[0], Nodes.heading(words.text(key + ".title"), "blank-title"), text);
        for (int i = 1; i < parts.length; i++) {
            card.getChildren().add(parts[i]);
        }
        card.getStyleClass().add("blank-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return card;
    }
}
