package dev.hivesync.app;

import dev.hivesync.autostart.Autostart;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether the program was started where nobody reads what it prints. A terminal or a program is never taken for that:
/// a window that waits for its user would hold it up.
final class FromIcon {

    /// Set by the desktop file, and by the one that starts the program at login.
    static final String VARIABLE = Autostart.FROM_ICON;

    private FromIcon() {}

    static boolean is(Map<String, String> environment) {
        return is(environment, System.getProperty("os.name"), System.getProperty("jpackage.app-path"));
    }

    /// @param launcher the program that started the JVM, where it is installed
    static boolean is(Map<String, String> environment, String system, @Nullable String launcher) {
        if (launcher != null && system.startsWith("Windows")) {
            // The other one, for terminals, is a program of its own.
            return Path.of(launcher.replace('\\', '/')).getFileName().toString().equalsIgnoreCase("HiveSync.exe");
        }
        if (launcher != null && system.startsWith("Mac")) {
            // What a terminal or an editor was started as is handed on to what they start.
            String service = environment.getOrDefault("XPC_SERVICE_NAME", "");
            return service.equals(Autostart.MAC_LABEL)
                    || service.startsWith("application." + Autostart.MAC_LABEL + '.');
        }
        return !environment.getOrDefault(VARIABLE, "").isEmpty();
    }
}
