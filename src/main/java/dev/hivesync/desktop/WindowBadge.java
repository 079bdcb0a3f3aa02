package dev.hivesync.desktop;

import dev.hivesync.alerts.Badge;
import dev.hivesync.alerts.BadgeIcon;
import dev.hivesync.desktop.look.Theme;
import dev.hivesync.desktop.look.Words;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/// The unread number in the window's title and on its icon.
final class WindowBadge {

    private WindowBadge() {}

    /// Keeps the icon as `unread` says. It is drawn beside the FX thread.
    static void draw(Stage stage, ReadOnlyIntegerProperty unread, Executor beside, Executor fx) {
        unread.map(count -> Badge.digits(count.intValue())).subscribe(digits -> {
            var _ = CompletableFuture.supplyAsync(() -> icons(digits), beside)
                    .thenAcceptAsync(stage.getIcons()::setAll, fx);
        });
    }

    /// Keeps the title as `unread` says.
    static void name(Stage stage, ReadOnlyIntegerProperty unread, Words words) {
        unread.subscribe(count -> stage.setTitle(
                count.intValue() > 0
                        ? words.text("window.title.unread", count.intValue())
                        : words.text("window.title")));
    }

    private static List<Image> icons(String digits) {
        return digits.isEmpty()
                ? Theme.windowIcons()
                : BadgeIcon.SIZES.stream().map(size -> icon(size, digits)).toList();
    }

    private static Image icon(int size, String digits) {
        BufferedImage drawn = BadgeIcon.draw(size, digits);
        WritableImage icon = new WritableImage(size, size);
        icon.getPixelWriter()
                .setPixels(0, 0, size, size, PixelFormat.getIntArgbInstance(), BadgeIcon.pixels(drawn), 0, size);
        return icon;
    }
}
