package dev.hivesync.attention;

import dev.hivesync.wire.Json;
import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `settings.json`: private to its owner, replaced whole, never losing what this version does not understand.
public final class SettingsFile {

    private final Path file;

    public SettingsFile(Path file) {
        this.file = file;
    }

    /// What the file says: the defaults where there is none, empty where it cannot be understood.
    public Optional<Settings> read() {
        if (!Files.exists(file)) {
            return Optional.of(Settings.DEFAULT);
        }
        return tree().map(SettingsJson::read);
    }

    /// Writes what changed. A file that cannot be understood is put aside first, under a name that is still free, and
    /// in its place, or where there is none any more, comes all that differs from the defaults.
    void write(Settings before, Settings after) throws IOException {
        Optional<ObjectNode> held = Files.exists(file) ? held() : Optional.empty();
        if (held.isEmpty() && Files.exists(file)) {
            Files.move(file, free());
        }
        ObjectNode next = held.orElseGet(Json.MAPPER::createObjectNode);
        Settings known = held.isPresent() ? before : Settings.DEFAULT;
        SettingsJson.overlay(next, SettingsJson.write(known), SettingsJson.write(after));
        PrivateFile.write(
                file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(next) + System.lineSeparator());
    }

    private Optional<ObjectNode> tree() {
        try {
            return understood(Files.readString(file));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// A file that cannot be read at the moment is not a damaged one.
    private Optional<ObjectNode> held() throws IOException {
        try {
            return understood(Files.readString(file));
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectNode> understood(String text) {
        try {
            JsonNode json = Json.MAPPER.readTree(text);
            return json instanceof ObjectNode object && SettingsJson.sound(json)
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private Path free() {
        int number = 1;
        while (Files.exists(aside(number))) {
            number++;
        }
        return aside(number);
    }

    private Path aside(int number) {
        return file.resolveSibling("settings-damaged-" + number + ".json");
    }
}
