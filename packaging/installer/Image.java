import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The program with a runtime of its own.
///
/// @param libraries all jars of the client, and its native parts
record Image(Package.Project project, Path libraries) {

    private static final List<String> MODULES = List.of(
            "java.desktop", // pictures, and the tray of Windows and macOS
            "java.logging", // OkHttp, SQLite's driver
            "java.management", // diagnostics
            "java.naming", // Logback
            "java.sql",
            "java.xml", // D-Bus's introspection, Logback
            "jdk.jfr", // JavaFX
            "jdk.localedata", // dates and numbers in German
            "jdk.net", // D-Bus's sockets
            "jdk.unsupported"); // Unsafe, for JavaFX

    enum Squeezed {
        /// Small where it lies.
        YES("zip-6"),
        /// Larger where it lies; starts sooner, and is smaller once an installer compresses it as a whole.
        NO("zip-0");

        private final String compression;

        Squeezed(String compression) {
            this.compression = compression;
        }
    }

    Path runtime(Squeezed squeezed, String... platformModules) throws IOException, InterruptedException {
        Path runtime = project.work().resolve("runtime-" + squeezed.compression);
        List<String> modules =
                Stream.concat(MODULES.stream(), Stream.of(platformModules)).toList();
        Commands.jdk(
                "jlink",
                List.of(
                        "--add-modules",
                        String.join(",", modules),
                        "--include-locales",
                        "en,de",
                        "--strip-debug",
                        "--no-man-pages",
                        "--no-header-files",
                        "--compress",
                        squeezed.compression,
                        "--output",
                        runtime.toString()));
        return runtime;
    }

    /// The directory of the image, in `into`.
    Path build(String name, Path runtime, Path into, String... platformOptions)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--type",
                "app-image",
                "--name",
                name,
                "--vendor",
                "HiveSync",
                "--description",
                "HiveSync's notification center",
                "--copyright",
                "HiveSync maintainers",
                "--input",
                libraries.toString(),
                "--main-jar",
                "hivesync.jar",
                "--main-class",
                "dev.hivesync.app.Main",
                "--runtime-image",
                runtime.toString(),
                "--dest",
                into.toString()));
        for (String option : project.javaOptions()) {
            arguments.add("--java-options");
            arguments.add(option);
        }
        List<String> ofPlatform = List.of(platformOptions);
        if (!ofPlatform.contains("--app-version")) {
            arguments.addAll(List.of("--app-version", project.version()));
        }
        arguments.addAll(ofPlatform);
        Commands.jdk("jpackage", arguments);
        try (Stream<Path> made = Files.list(into)) {
            return made.filter(each -> each.getFileName().toString().startsWith(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("jpackage made no image in " + into));
        }
    }
}
