import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The jars of the client, with the native parts of this platform beside them and those of others left out. The
/// benchmark of start-up lays them out as installed programs have them, on the JDK of the build:
///
///     java packaging/installer/ClientLibraries.java DIRECTORY CLASS_PATH
final class ClientLibraries {

    /// By group, as the local repository has them as directories. One that is in neither list fails the build: somebody
    /// has to say whether each installed client carries it.
    private static final List<String> CLIENT = List.of(
            "ch/qos/logback",
            "com/fasterxml/jackson",
            "com/github/hypfvieh",
            "com/squareup",
            "dev/dirs",
            "info/picocli",
            "io/github/java-diff-utils",
            "io/github/mkpaz",
            "org/controlsfx",
            "org/java-websocket",
            "org/jetbrains",
            "org/jspecify",
            "org/kordamp",
            "org/openjfx",
            "org/slf4j",
            "org/xerial",
            "tools/jackson");

    private static final List<String> SERVER = List.of(
            "com/nimbusds",
            "com/password4j",
            "com/zaxxer",
            "commons-codec",
            "commons-io",
            "io/javalin",
            "io/leangen",
            "io/nats",
            "io/prometheus",
            "io/zonky",
            "jakarta",
            "org/apache/commons",
            "org/eclipse/jetty",
            "org/flywaydb",
            "org/jdbi",
            "org/ow2/asm",
            "org/postgresql",
            "org/tukaani");

    private static final Set<String> NATIVE = Set.of("so", "dll", "dylib", "jnilib", "a");

    /// JavaFX without a platform: a jar with nothing in it.
    private static final long EMPTY = 1_000;

    private final Path to;

    private ClientLibraries(Path to) {
        this.to = to;
    }

    public static void main(String[] arguments) throws IOException {
        gather(Path.of(arguments[0]), arguments[1]);
    }

    /// All but the program's own jar.
    static void gather(Path to, String classPath) throws IOException {
        ClientLibraries libraries = new ClientLibraries(Files.createDirectories(to));
        for (String entry : classPath.split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar") && carried(jar) && Files.size(jar) > EMPTY) {
                libraries.take(jar);
            }
        }
    }

    private static boolean carried(Path jar) {
        String path = jar.toString().replace('\\', '/');
        if (CLIENT.stream().anyMatch(group -> path.contains('/' + group + '/'))) {
            return true;
        }
        if (SERVER.stream().anyMatch(group -> path.contains('/' + group + '/'))) {
            return false;
        }
        throw new IllegalStateException("Say in ClientLibraries whether an installed client carries "
                + jar.getFileName() + "; it is neither among the client's nor among the server's libraries.");
    }

    /// As it is where it holds nothing native, since a jar may be signed.
    private void take(Path jar) throws IOException {
        Path there = to.resolve(jar.getFileName());
        try (ZipFile from = new ZipFile(jar.toFile())) {
            if (from.stream().noneMatch(ClientLibraries::isNative)) {
                Files.copy(jar, there);
                return;
            }
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(there))) {
                out.setLevel(9);
                for (ZipEntry entry : java.util.Collections.list(from.entries())) {
                    try (InputStream in = from.getInputStream(entry)) {
                        if (!isNative(entry)) {
                            out.putNextEntry(new ZipEntry(entry.getName()));
                            in.transferTo(out);
                            out.closeEntry();
                        } else if (ofThisPlatform(entry.getName())) {
                            beside(entry.getName(), in);
                        }
                    }
                }
            }
        }
    }

    private void beside(String name, InputStream in) throws IOException {
        Path file = to.resolve(name.substring(name.lastIndexOf('/') + 1));
        try (OutputStream out = Files.newOutputStream(file)) {
            in.transferTo(out);
        }
    }

    private static boolean isNative(ZipEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory() && NATIVE.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /// JavaFX's jars hold one platform each, with the native parts on top.
    private static boolean ofThisPlatform(String name) {
        return !name.contains("/") || name.startsWith("org/sqlite/native/" + sqlitePlatform() + '/');
    }

    /// As SQLite's driver names it.
    private static String sqlitePlatform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String name = system.contains("windows") ? "Windows" : system.contains("mac") ? "Mac" : "Linux";
        return name + '/' + (System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64");
    }
}
