package dev.hivesync.autostart;

import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// macOS: a launch agent of the user, which holds from the next login.
record LaunchAgent(Path userHome, Path launcher) implements Autostart {

    private Path file() {
        return userHome.resolve("Library").resolve("LaunchAgents").resolve(MAC_LABEL + ".plist");
    }

    @Override
    public boolean on() throws IOException {
        return Files.isRegularFile(file()) && Files.readString(file()).contains(program());
    }

    @Override
    public void set(boolean on) throws IOException {
        Path file = file();
        if (on) {
            Files.createDirectories(file.getParent());
            PrivateFile.write(file, text());
        } else {
            Files.deleteIfExists(file);
        }
    }

    private String program() {
        return "<string>" + escaped(launcher.toString()) + "</string>";
    }

    private String text() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0">
                <dict>
                  <key>Label</key>
                  <string>%s</string>
                  <key>ProgramArguments</key>
                  <array>
                    %s
                    <string>%s</string>
                  </array>
                  <key>RunAtLoad</key>
                  <true/>
                  <key>LimitLoadToSessionType</key>
                  <string>Aqua</string>
                  <key>ProcessType</key>
                  <string>Interactive</string>
                </dict>
                </plist>
                """.formatted(MAC_LABEL, program(), OPTION);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
