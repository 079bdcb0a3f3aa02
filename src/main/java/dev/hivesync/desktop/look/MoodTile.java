package dev.hivesync.desktop.look;

import dev.hivesync.wire.Notification;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A notification's icon on a tinted tile.
public final class MoodTile extends StackPane {

    private final FontIcon icon = Icons.of(Feather.BELL);

    private @Nullable Mood shown;

    public MoodTile() {
        getStyleClass().add("mood-tile");
        getChildren().add(icon);
        setMouseTransparent(true);
    }

    public void show(Notification notification) {
        show(Icons.of(notification), Mood.of(notification));
    }

    public void show(Feather code, Mood mood) {
        icon.setIconCode(code);
        if (mood != shown) {
            // Each change of a class makes JavaFX look for styles anew, which a scrolling list has no time for.
            if (shown != null) {
                getStyleClass().remove(shown.styleClass());
            }
            getStyleClass().add(mood.styleClass());
            shown = mood;
        }
    }
}
