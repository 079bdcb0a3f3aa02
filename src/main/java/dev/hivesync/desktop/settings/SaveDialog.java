package dev.hivesync.desktop.settings;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// The platform's own dialog, over the window in front.
public final class SaveDialog implements FilePicker {

    @Override
    public Optional<Path> toSave(String name) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName(name);
        Optional<Window> front =
                Window.getWindows().stream().filter(Window::isFocused).findFirst();
        return Optional.ofNullable(chooser.showSaveDialog(front.orElse(null))).map(File::toPath);
    }
}
