package dev.hivesync.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The JVM as installed programs run on it.
public final class InstalledJvm {

    private static final Path INSTALLER =
            Path.of(System.getProperty("hivesync.basedir", ".")).resolve("packaging/installer");
    private static final String PLACE = "$APPDIR";

    private InstalledJvm() {}

    /// What it is told beside a checkout's options, but where things lie.
    public static List<String> options() throws IOException {
        return all().filter(line -> !line.contains(PLACE)).toList();
    }

    /// The same with where things lie, but for the cache, which the rehearsal makes.
    ///
    /// @param place where the libraries are
    public static List<String> options(Path place) throws IOException {
        return all().filter(line -> !line.startsWith("-XX:AOTCache="))
                .map(line -> line.replace(PLACE, place.toString()))
                .toList();
    }

    private static Stream<String> all() throws IOException {
        return Files.readAllLines(INSTALLER.resolve("java.options")).stream().filter(line -> line.startsWith("-"));
    }

    /// Lays out the client's libraries as the installers do, with their native parts beside them.
    ///
    /// @param classPath of a checkout
    /// @return the jars
    public static List<Path> libraries(String java, String classPath, Path place)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        java, INSTALLER.resolve("ClientLibraries.java").toString(), place.toString(), classPath)
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("the client's libraries were not laid out");
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
