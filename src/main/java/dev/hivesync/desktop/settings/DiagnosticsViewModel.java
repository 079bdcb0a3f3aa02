package dev.hivesync.desktop.settings;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// "Save diagnostics…": asks where, has it written, and says what became of it.
public final class DiagnosticsViewModel {

    /// What is to be said.
    ///
    /// @param file the name of the file that was written; empty where it could not be
    public record Said(Optional<String> file) {}

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern(
                    "'hivesync-diagnostics-'uuuu-MM-dd-HHmm'.txt'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Diagnostics diagnostics;
    private final FilePicker picker;
    private final InstantSource clock;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<Optional<Said>> said = new ReadOnlyObjectWrapper<>(Optional.empty());
    private boolean saving;

    public DiagnosticsViewModel(Diagnostics diagnostics, FilePicker picker, InstantSource clock, Executor fx) {
        this.diagnostics = diagnostics;
        this.picker = picker;
        this.clock = clock;
        this.fx = fx;
    }

    /// One at a time.
    public void save() {
        if (saving) {
            return;
        }
        said.set(Optional.empty());
        picker.toSave(NAME.format(clock.instant())).ifPresent(file -> {
            saving = true;
            var _ = diagnostics
                    .save(file)
                    .whenCompleteAsync((done, failure) -> ended(file, failure == null && done), fx);
        });
    }

    private void ended(Path file, boolean done) {
        saving = false;
        said.set(Optional.of(new Said(Optional.of(file.getFileName().toString()).filter(_ -> done))));
    }

    /// The settings were closed: it has been read.
    public void seen() {
        said.set(Optional.empty());
    }

    public ReadOnlyObjectProperty<Optional<Said>> saidProperty() {
        return said.getReadOnlyProperty();
    }
}
