package dev.hivesync.alerts.awt;

import java.awt.Desktop;
import java.awt.Desktop.Action;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The links that macOS hands to the running app. JavaFX passes them on to AWT and to nobody else, and AWT is there
/// for the tray already.
public final class AwtLinks {

    private static final Logger LOG = LoggerFactory.getLogger(AwtLinks.class);

    private AwtLinks() {}

    /// Must come after JavaFX has started, which would else find AWT in its place.
    ///
    /// @param opened takes each link as it was written, on any thread
    public static void listen(Consumer<String> opened) {
        Thread.ofPlatform().daemon().name("links").start(() -> {
            if (!Desktop.isDesktopSupported() || !Desktop.getDesktop().isSupported(Action.APP_OPEN_URI)) {
                LOG.info("This system hands over no links");
                return;
            }
            Desktop.getDesktop()
                    .setOpenURIHandler(event -> opened.accept(event.getURI().toString()));
        });
    }
}
