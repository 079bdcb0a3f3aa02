package dev.hivesync.autostart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// What the platform starts when its user signs in. Blocks for as long as a small file or a system's tool takes.
public interface Autostart {

    /// HiveSync without its window, which a person who signs in did not ask for.
    String OPTION = "--background";

    /// Set where nobody reads what the program prints.
    String FROM_ICON = "HIVESYNC_FROM_ICON";

    /// What macOS knows the app by, and what starts it.
    String MAC_LABEL = "dev.hivesync.desktop";

    /// Whether this very program is started.
    boolean on() throws IOException;

    void set(boolean on) throws IOException;

    /// The one of this platform.
    ///
    /// @param launcher the installed program
    /// @param userHome the user's directory
    static Autostart of(String system, Map<String, String> environment, Path userHome, Path launcher) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("windows")) {
            return new RunKey(launcher, new RegistryTool());
        }
        if (name.contains("mac")) {
            return new LaunchAgent(userHome, launcher);
        }
        return DesktopEntry.of(environment, userHome, launcher);
    }
}
