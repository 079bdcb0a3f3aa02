package dev.hivesync.autostart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Each platform's own way to start a program at login: it can be switched on and off and says how it stands.
class AutostartTest {

    @TempDir
    private Path home;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its paths have no place in a desktop entry")
    void linux_has_a_desktop_entry_in_the_users_autostart_directory() throws Exception {
        Autostart autostart = Autostart.of("Linux", Map.of(), home, Path.of("/opt/hivesync/bin/hivesync"));
        assertThat(autostart.on()).isFalse();

        autostart.set(true);
        assertThat(autostart.on()).isTrue();
        Path file = home.resolve(".config/autostart/hivesync.desktop");
        assertThat(Files.readAllLines(file))
                .startsWith("[Desktop Entry]")
                .contains(
                        "Type=Application",
                        "Exec=env HIVESYNC_FROM_ICON=1 \"/opt/hivesync/bin/hivesync\" --background",
                        "TryExec=/opt/hivesync/bin/hivesync");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).as("nothing half written stays").containsExactly(file);
        }

        Files.writeString(file, Files.readString(file).replace("env HIVESYNC_FROM_ICON=1 ", ""));
        assertThat(autostart.on()).as("written by a version before").isTrue();

        autostart.set(false);
        autostart.set(false);
        assertThat(autostart.on()).isFalse();
        assertThat(file).doesNotExist();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its paths have no place in a desktop entry")
    void a_directory_of_configuration_elsewhere_is_used_and_a_relative_one_is_not() throws Exception {
        Path config = home.resolve("elsewhere");
        Autostart.of("Linux", Map.of("XDG_CONFIG_HOME", config.toString()), home, Path.of("/opt/h"))
                .set(true);
        assertThat(config.resolve("autostart/hivesync.desktop")).exists();

        Autostart.of("Linux", Map.of("XDG_CONFIG_HOME", "relative"), home, Path.of("/opt/h"))
                .set(true);
        assertThat(home.resolve(".config/autostart/hivesync.desktop")).exists();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its paths have no place in a desktop entry")
    void a_path_with_every_special_character_is_one_argument() throws Exception {
        Autostart autostart = Autostart.of("Linux", Map.of(), home, Path.of("/opt/a b\"c$d`e\\f%U"));
        autostart.set(true);
        assertThat(Files.readAllLines(home.resolve(".config/autostart/hivesync.desktop")))
                .contains("Exec=env HIVESYNC_FROM_ICON=1 \"/opt/a b\\\\\"c\\\\$d\\\\`e\\\\\\\\f%%U\" --background");
        assertThat(autostart.on()).isTrue();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its paths have no place in a desktop entry")
    void an_entry_that_starts_something_else_or_was_switched_off_elsewhere_is_off() throws Exception {
        Autostart autostart = Autostart.of("Linux", Map.of(), home, Path.of("/opt/new"));
        Autostart.of("Linux", Map.of(), home, Path.of("/opt/old")).set(true);
        assertThat(autostart.on()).isFalse();

        autostart.set(true);
        Path file = home.resolve(".config/autostart/hivesync.desktop");
        Files.writeString(file, Files.readString(file).replace("Autostart-enabled=true", "Autostart-enabled=false"));
        assertThat(autostart.on()).isFalse();
    }

    @Test
    void what_cannot_be_written_is_an_error_and_no_half_success() throws Exception {
        Path blocked = Files.writeString(home.resolve("file"), "in the way");
        Autostart autostart = Autostart.of("Linux", Map.of(), blocked, Path.of("opt"));
        assertThatThrownBy(() -> autostart.set(true)).isInstanceOf(IOException.class);
        assertThat(autostart.on()).isFalse();
    }

    @Test
    void macos_has_a_launch_agent_that_is_well_formed() throws Exception {
        Path launcher = Path.of("/Applications/Hive & <Sync>.app/Contents/MacOS/HiveSync");
        Autostart autostart = Autostart.of("Mac OS X", Map.of(), home, launcher);
        assertThat(autostart.on()).isFalse();
        autostart.set(true);
        assertThat(autostart.on()).isTrue();

        Path file = home.resolve("Library/LaunchAgents/dev.hivesync.desktop.plist");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        DocumentBuilder parser = factory.newDocumentBuilder();
        var strings = parser.parse(file.toFile()).getElementsByTagName("string");
        List<String> values = new ArrayList<>();
        for (int i = 0; i < strings.getLength(); i++) {
            values.add(strings.item(i).getTextContent());
        }
        assertThat(values).containsSequence(launcher.toString(), "--background");

        autostart.set(false);
        assertThat(file).doesNotExist();
    }

    /// A registry of one value, as the tool of Windows shows it.
    private static final class OneValue implements RunKey.Registry {

        private final List<List<String>> asked = new ArrayList<>();
        private String value = "";
        private boolean refuses;

        @Override
        public Answer run(List<String> arguments) {
            asked.add(arguments);
            if (refuses && !arguments.getFirst().equals("query")) {
                return new Answer(false, "ERROR: Access is denied.");
            }
            switch (arguments.getFirst()) {
                case "add" -> value = arguments.get(arguments.indexOf("/d") + 1).replace("\\\"", "\"");
                case "delete" -> value = "";
                default -> {
                    return new Answer(!value.isEmpty(), "    HiveSync    REG_SZ    " + value);
                }
            }
            return new Answer(true, "The operation completed successfully.");
        }
    }

    @Test
    void windows_has_a_value_under_the_users_run_key() throws Exception {
        OneValue registry = new OneValue();
        RunKey autostart = new RunKey(Path.of("C:\\Program Files\\HiveSync\\HiveSync.exe"), registry);
        assertThat(autostart.on()).isFalse();
        autostart.set(false);
        assertThat(registry.asked).as("nothing to delete").noneMatch(line -> line.contains("delete"));

        autostart.set(true);
        assertThat(registry.value).isEqualTo("\"C:\\Program Files\\HiveSync\\HiveSync.exe\" --background");
        assertThat(registry.asked.getLast())
                .startsWith("add", "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run", "/v", "HiveSync");
        assertThat(autostart.on()).isTrue();

        registry.refuses = true;
        assertThatThrownBy(() -> autostart.set(false)).isInstanceOf(IOException.class);
        assertThat(autostart.on()).isTrue();
        registry.refuses = false;
        autostart.set(false);
        assertThat(autostart.on()).isFalse();
    }
}
