package dev.hivesync.app;

import dev.hivesync.desktop.about.About;
import dev.hivesync.desktop.about.About.Library;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The licences of what this program carries: the build lists all that it knows, and of that counts what is on the
/// class path, since an installed client leaves the server's libraries out.
final class Licences {

    private static final String FILE = "licences.txt";

    /// What is bundled and no library: files of our own resources, and the runtime of installed builds.
    private static final List<Library> BESIDE =
            List.of(new Library("Inter", "", "OFL-1.1"), new Library("JetBrains Mono", "", "OFL-1.1"));

    private static final Library RUNTIME =
            new Library("OpenJDK", System.getProperty("java.version"), "GPL-2.0 with Classpath-exception-2.0");

    private Licences() {}

    static About about() {
        return new About(
                Version.current(),
                System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")",
                System.getProperty("javafx.runtime.version", "?"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"),
                bundled(jars(System.getProperty("java.class.path"))));
    }

    /// @param jars names of the jar files that this program carries
    static List<Library> bundled(Set<String> jars) {
        List<Library> all = new ArrayList<>(BESIDE);
        if (!System.getProperty(SystemLogin.LAUNCHER, "").isEmpty()) {
            all.add(RUNTIME);
        }
        for (String line : lines()) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 4 && carried(fields[0], fields[2], jars)) {
                all.add(new Library(fields[1], fields[2], fields[3]));
            }
        }
        all.sort(Comparator.comparing(library -> library.name().toLowerCase(Locale.ROOT)));
        return List.copyOf(all);
    }

    /// With or without a classifier behind the version.
    private static boolean carried(String artifact, String version, Set<String> jars) {
        String start = artifact + "-" + version;
        return jars.stream().anyMatch(jar -> jar.equals(start + ".jar") || jar.startsWith(start + "-"));
    }

    static Set<String> jars(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(Path::of)
                .map(Path::getFileName)
                .filter(name -> name != null && name.toString().endsWith(".jar"))
                .map(Path::toString)
                .collect(Collectors.toSet());
    }

    private static List<String> lines() {
        try (InputStream file = Licences.class.getResourceAsStream(FILE)) {
            if (file == null) {
                return List.of();
            }
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
                return lines.lines().toList();
            }
        } catch (IOException _) {
            return List.of();
        }
    }
}
