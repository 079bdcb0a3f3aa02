package dev.hivesync.desktop.about;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What this program is made of.
///
/// @param version of HiveSync
/// @param java the Java runtime, as it calls itself
/// @param javafx the version of JavaFX
/// @param system the operating system
/// @param libraries all that is bundled, by name
public record About(String version, String java, String javafx, String system, List<Library> libraries) {

    /// One that belongs to others.
    ///
    /// @param licence its name; several where there are several
    public record Library(String name, String version, String licence) {}

    /// Where nobody asks.
    public static final About NONE = new About("", "", "", "", List.of());

    public About {
        libraries = List.copyOf(libraries);
    }

    /// For the clipboard and a report of what is wrong.
    public String text() {
        return Stream.concat(
                        Stream.of("HiveSync " + version, "Java " + java, "JavaFX " + javafx, system, ""),
                        libraries.stream()
                                .map(library ->
                                        (library.name() + " " + library.version()).strip() + ": " + library.licence()))
                .collect(Collectors.joining("\n"));
    }
}
