package dev.hivesync.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs at the end of each build, on the JDK and class path that the build chose, and writes both down for
/// `./mvnw` and `packaging/hivesync`: `java` holds the command, `java.args` its argument file. Installed builds take the
/// same options of the JVM from `java.options`.
final class WriteLauncher {

    /// How the program runs, wherever it was started from; one a line.
    private static final String OPTIONS =
            """
            --enable-native-access=ALL-UNNAMED
            --sun-misc-unsafe-memory-access=allow
            -XX:+UseSerialGC
            -XX:TieredStopAtLevel=4
            -Xmx512m
            """;

    private WriteLauncher() {}

    public static void main(String[] args) throws IOException {
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
    }

    /// Argument files read a backslash as an escape inside quotes.
    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
