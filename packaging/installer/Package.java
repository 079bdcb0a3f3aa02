import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Makes what people install, on the platform that it runs on. `./mvnw -Ppackage verify` calls it, on the JDK of the
/// build:
///
///     java packaging/installer/Package.java CHECKOUT VERSION CLASS_PATH
///
/// into `target/installers`: an app image that runs from where it lies, and the platform's installers.
final class Package {

    /// What issue 9 allows; a library too many fails the build.
    private static final long MOST_OF_THE_IMAGE = 90_000_000;

    private static final long MOST_OF_AN_INSTALLER = 45_000_000;

    private Package() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            build(new Project(Path.of(arguments[0]), arguments[1].replace("-SNAPSHOT", "")), arguments[2]);
        } catch (IOException | IllegalStateException e) {
            System.err.println("Package: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void build(Project project, String classPath) throws IOException, InterruptedException {
        Icons.check(project.assets());
        Commands.deleteTree(project.out());
        Commands.deleteTree(project.work());
        Files.createDirectories(project.out());
        Files.createDirectories(project.work());
        Path libraries = project.work().resolve("libraries");
        ClientLibraries.gather(libraries, classPath);
        Files.copy(
                project.target().resolve("hivesync-desktop-" + project.version() + "-client.jar"),
                libraries.resolve("hivesync.jar"));
        Image image = new Image(project, libraries);
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        List<Path> made = system.contains("windows")
                ? Windows.build(project, image)
                : system.contains("mac") ? Mac.build(project, image) : Linux.build(project, image);
        for (Path each : made) {
            report(project, each);
        }
    }

    private static void report(Project project, Path made) throws IOException {
        long size = Commands.size(made);
        long most = Files.isDirectory(made) ? MOST_OF_THE_IMAGE : MOST_OF_AN_INSTALLER;
        System.out.printf(
                Locale.ROOT, "%5.1f MB of %d  %s%n", size / 1e6, most / 1_000_000, project.root().relativize(made));
        if (size > most) {
            throw new IllegalStateException(made.getFileName() + " is larger than it may be");
        }
    }

    /// @param root the checkout
    record Project(Path root, String version) {

        Path assets() {
            return root.resolve("assets");
        }

        Path icons() {
            return assets().resolve("icons");
        }

        Path sources() {
            return root.resolve("packaging").resolve("installer");
        }

        Path target() {
            return root.resolve("target");
        }

        Path out() {
            return target().resolve("installers");
        }

        Path work() {
            return target().resolve("installer-work");
        }

        /// How the JVM runs in a checkout, and what installed programs have beside that.
        List<String> javaOptions() throws IOException {
            return Stream.concat(
                            Files.readAllLines(target().resolve("launcher").resolve("java.options")).stream(),
                            Files.readAllLines(sources().resolve("java.options")).stream())
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        }
    }
}
