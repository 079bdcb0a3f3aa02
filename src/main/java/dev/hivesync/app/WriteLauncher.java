package dev.hivesync.app;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.Stylesheet;

/// Runs at the end of each build, on the JDK and class path that the build chose, and writes both down for
/// `./mvnw` and `packaging/hivesync`: `java` holds the command, `java.args` its argument file. Installed builds take
/// the same options of the JVM from `java.options`. Makes the base themes and the binary style sheets on the way.
final class WriteLauncher {

    /// How the program runs, wherever it was started from; one a line.
    private static final String OPTIONS = """
            --enable-native-access=ALL-UNNAMED
            --sun-misc-unsafe-memory-access=allow
            -XX:+UseSerialGC
            -XX:TieredStopAtLevel=4
            -Xmx512m
            """;

    private WriteLauncher() {}

    public static void main(String[] args) throws IOException, URISyntaxException {
        Path checkout = Path.of(args[0]).toAbsolutePath();
        Path out = Path.of(args[1]);
        Files.createDirectories(out);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.writeString(out.resolve("java"), java + "\n");
        Files.writeString(out.resolve("java.options"), OPTIONS);
        String ofCheckout =
                """
                %s
                -classpath
                %s
                """.formatted(quoted("-Dhivesync.checkout=" + checkout), quoted(System.getProperty("java.class.path")));
        Files.writeString(out.resolve("java.args"), OPTIONS + ofCheckout);
        Path sheets = Path.of(WriteLauncher.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("dev/hivesync/desktop");
        for (String shade : List.of("dark", "light")) {
            Files.writeString(
                    sheets.resolve("base-" + shade + ".css"),
                    BaseTheme.of("/atlantafx/base/theme/primer-" + shade + ".css"));
        }
        binarySheets(sheets);
    }

    /// Beside each style sheet what JavaFX would make of it at every start; it takes that where it is there.
    private static void binarySheets(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path sheet :
                    files.filter(file -> file.toString().endsWith(".css")).toList()) {
                String name = sheet.toString();
                Stylesheet.convertToBinary(
                        sheet.toFile(), new File(name.substring(0, name.length() - ".css".length()) + ".bss"));
            }
        }
    }

    /// Argument files read a backslash as an escape inside quotes.
    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
