package dev.hivesync.autostart;

import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Linux: a desktop entry in the user's `autostart` directory, as the freedesktop.org specifications have it.
record DesktopEntry(Path file, Path launcher) implements Autostart {

    static DesktopEntry of(Map<String, String> environment, Path userHome, Path launcher) {
        String set = environment.getOrDefault("XDG_CONFIG_HOME", "");
        // The specification has relative paths ignored.
        Path config = !set.isBlank() && Path.of(set).isAbsolute() ? Path.of(set) : userHome.resolve(".config");
        return new DesktopEntry(config.resolve("autostart").resolve("hivesync.desktop"), launcher);
    }

    @Override
    public boolean on() throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        List<String> lines =
                Files.readAllLines(file).stream().map(String::strip).toList();
        return (lines.contains(exec()) || lines.contains(formerly()))
                && !lines.contains("Hidden=true")
                && !lines.contains("X-GNOME-Autostart-enabled=false");
    }

    @Override
    public void set(boolean on) throws IOException {
        if (on) {
            Files.createDirectories(file.getParent());
            PrivateFile.write(file, text());
        } else {
            Files.deleteIfExists(file);
        }
    }

    /// `TryExec` has the entry ignored once the program is no longer installed.
    private String text() {
        return """
                [Desktop Entry]
                Type=Application
                Name=HiveSync
                Comment=Notification center
                Comment[de]=Benachrichtigungszentrale
                TryExec=%s
                %s
                Icon=hivesync
                Terminal=false
                StartupNotify=false
                X-GNOME-Autostart-enabled=true
                """.formatted(string(launcher.toString()), exec());
    }

    /// Quoted as an argument, then escaped as a string; a `%` would begin a field code. The variable says that nobody
    /// reads what is printed.
    private String exec() {
        return "Exec=env " + FROM_ICON + "=1 " + command();
    }

    /// As versions before wrote it.
    private String formerly() {
        return "Exec=" + command();
    }

    private String command() {
        String argument = launcher.toString()
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("`", "\\`")
                .replace("$", "\\$")
                .replace("%", "%%");
        return string('"' + argument + '"') + " " + OPTION;
    }

    private static String string(String value) {
        return value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\r", "\\r");
    }
}
