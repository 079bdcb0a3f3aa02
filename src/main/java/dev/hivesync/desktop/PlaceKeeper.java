package dev.hivesync.desktop;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.WindowPlace;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The window comes back where it was left, as long as a screen is there that shows it. The FX thread's.
final class PlaceKeeper {

    /// Moving a window with the mouse changes its place many times a second.
    private static final Duration SETTLED = Duration.millis(400);

    /// As much of the window's top must be on a screen as a hand needs to take hold of it.
    private static final double HOLD = 100;

    private static final double TOP = 40;

    private final Stage stage;
    private final Preferences preferences;
    private final PauseTransition settled = new PauseTransition(SETTLED);
    private @Nullable WindowPlace place;

    private PlaceKeeper(Stage stage, Preferences preferences) {
        this.stage = stage;
        this.preferences = preferences;
    }

    /// @param stage before it is shown
    static void keep(Stage stage, Preferences preferences) {
        PlaceKeeper keeper = new PlaceKeeper(stage, preferences);
        WindowPlace left = preferences.now().place();
        if (left != null && reachable(left)) {
            keeper.restore(left);
        }
        keeper.settled.setOnFinished(_ -> keeper.save());
        Stream.of(
                        stage.xProperty(),
                        stage.yProperty(),
                        stage.widthProperty(),
                        stage.heightProperty(),
                        stage.maximizedProperty())
                .forEach(property -> property.subscribe((_, _) -> keeper.moved()));
    }

    private static boolean reachable(WindowPlace left) {
        return Screen.getScreensForRectangle(left.x(), left.y(), left.width(), TOP).stream()
                .map(Screen::getVisualBounds)
                .anyMatch(screen -> overlap(screen, left) >= HOLD
                        && left.y() >= screen.getMinY() - 1
                        && left.y() + TOP <= screen.getMaxY());
    }

    private static double overlap(Rectangle2D screen, WindowPlace left) {
        return Math.min(screen.getMaxX(), left.x() + left.width()) - Math.max(screen.getMinX(), left.x());
    }

    private void restore(WindowPlace left) {
        place = left;
        stage.setX(left.x());
        stage.setY(left.y());
        stage.setWidth(Math.max(stage.getMinWidth(), left.width()));
        stage.setHeight(Math.max(stage.getMinHeight(), left.height()));
        stage.setMaximized(left.maximised());
    }

    private void moved() {
        if (stage.isShowing() && !stage.isIconified()) {
            settled.playFromStart();
        }
    }

    /// While it fills the screen, its other place stays known. A settings file that could not be read is not put
    /// aside for this.
    private void save() {
        if (!stage.isShowing() || stage.isIconified() || preferences.trouble().isPresent()) {
            return;
        }
        WindowPlace before = place;
        WindowPlace now = stage.isMaximized() && before != null
                ? new WindowPlace(before.x(), before.y(), before.width(), before.height(), true)
                : new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized());
        if (!now.equals(before)) {
            place = now;
            // Where the platform has put it is no choice of the user's.
            if (before != null) {
                preferences.change(settings -> settings.place(now));
            }
        }
    }
}
