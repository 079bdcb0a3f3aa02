package dev.hivesync.desktop.look;

import dev.hivesync.wire.Notification;
import java.util.Arrays;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A notification's icon on a tinted tile.
public final class MoodTile extends StackPane {

    private final FontIcon icon = Icons.of(Feather.BELL);

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
        getStyleClass()
                .removeAll(Arrays.stream(Mood.values()).map(Mood::styleClass).toList());
        getStyleClass().add(mood.styleClass());
    }
}
