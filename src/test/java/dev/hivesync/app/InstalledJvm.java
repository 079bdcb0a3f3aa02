package dev.hivesync.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The JVM as installed programs run on it.
public final class InstalledJvm {

    /// What their build is made by.
    public static final Path INSTALLER =
            Path.of(System.getProperty("hivesync.basedir", ".")).resolve("packaging/installer");

    private InstalledJvm() {}

    /// What it is told beside a checkout's options, but where things lie.
    public static List<String> options() throws IOException {
        return Files.readAllLines(INSTALLER.resolve("java.options")).stream()
                .filter(line -> line.startsWith("-") && !line.contains("$APPDIR"))
                .toList();
    }
}
