import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The image, and packages for Debian's and Red Hat's families where their tools are. jpackage makes the image; its own
/// packages lie in /opt, put no command on the path and register the desktop file by scripts, so the packages are laid
/// out here as the distributions want them, where their triggers find everything.
final class Linux {

    private static final String NAME = "hivesync";
    private static final Path HOME = Path.of("usr", "lib", NAME);
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> DATA = PosixFilePermissions.fromString("rw-r--r--");

    /// What dpkg runs.
    private static final List<String> SCRIPTS = List.of("postinst", "prerm");

    private static final int[] ICONS = {16, 22, 24, 32, 48, 64, 128, 256, 512};

    private final Package.Project project;
    private final Map<String, String> values;

    private Linux(Package.Project project) {
        this.project = project;
        values = Map.of(
                "VERSION",
                project.version(),
                "DEB_ARCH",
                arm() ? "arm64" : "amd64",
                "RPM_ARCH",
                arm() ? "aarch64" : "x86_64",
                "DATE",
                DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ROOT)
                        .format(Instant.now().atOffset(ZoneOffset.UTC)),
                "STOP",
                shell(project, "stop"),
                "TRAIN",
                shell(project, "train"));
    }

    private static boolean arm() {
        return System.getProperty("os.arch").equals("aarch64");
    }

    static List<Path> build(Package.Project project, Image image) throws IOException, InterruptedException {
        return new Linux(project).all(image);
    }

    private List<Path> all(Image image) throws IOException, InterruptedException {
        List<Path> made = new ArrayList<>();
        made.add(build(image, Image.Squeezed.YES, project.out()));
        boolean deb = Commands.installed("dpkg-deb");
        boolean rpm = Commands.installed("rpmbuild");
        if (deb || rpm) {
            Path images = Files.createDirectories(project.work().resolve("image"));
            Path root = layOut(build(image, Image.Squeezed.NO, images));
            if (deb) {
                made.add(deb(root));
            }
            if (rpm) {
                made.add(rpm(root));
            }
        }
        return made;
    }

    private Path build(Image image, Image.Squeezed squeezed, Path into) throws IOException, InterruptedException {
        Path made = image.build(
                NAME,
                image.runtime(squeezed, "jdk.security.auth"),
                into,
                "--icon",
                project.icons().resolve("hivesync-512.png").toString());
        if (Commands.installed("strip")) {
            strip(made);
        }
        return made;
    }

    /// What is native comes with symbols for debuggers, a sixth of HotSpot.
    private static void strip(Path image) throws IOException, InterruptedException {
        try (Stream<Path> all = Files.walk(image)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (elf(file)) {
                    Commands.run("strip", List.of("--strip-unneeded", file.toString()));
                }
            }
        }
    }

    private static boolean elf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(4), new byte[] {0x7f, 'E', 'L', 'F'});
        }
    }

    /// All files as they lie on the user's machine, but what is Debian's own.
    private Path layOut(Path image) throws IOException, InterruptedException {
        Path root = project.work().resolve("root");
        Commands.copyTree(image, root.resolve(HOME));
        Files.delete(root.resolve(HOME).resolve("lib").resolve(NAME + ".png"));
        Files.createDirectories(root.resolve("usr/bin"));
        Files.createSymbolicLink(root.resolve("usr/bin/" + NAME), Path.of("../lib/hivesync/bin/hivesync"));
        Commands.fill(template("hivesync.desktop"), root.resolve("usr/share/applications/hivesync.desktop"), values);
        Path icons = root.resolve("usr/share/icons/hicolor");
        for (int size : ICONS) {
            copy(
                    project.icons().resolve("hivesync-" + size + ".png"),
                    icons.resolve(size + "x" + size).resolve("apps/hivesync.png"));
        }
        copy(project.assets().resolve("hivesync.svg"), icons.resolve("scalable/apps/hivesync.svg"));
        gzip(filled("hivesync.1"), root.resolve("usr/share/man/man1/hivesync.1.gz"));
        Commands.fill(
                template("copyright"),
                root.resolve("usr/share/doc/hivesync/copyright"),
                Map.of("LIBRARIES", libraries(image)));
        permissions(root);
        return root;
    }

    private Path deb(Path root) throws IOException, InterruptedException {
        Path tree = project.work().resolve("deb");
        Commands.copyTree(root, tree);
        gzip(filled("changelog"), tree.resolve("usr/share/doc/hivesync/changelog.gz"));
        copy(template("lintian-overrides"), tree.resolve("usr/share/lintian/overrides/hivesync"));
        permissions(tree);
        Map<String, String> control = new java.util.HashMap<>(values);
        control.put("SIZE", Long.toString(Commands.size(tree) / 1024));
        Commands.fill(template("control"), tree.resolve("DEBIAN/control"), control);
        for (String script : SCRIPTS) {
            Commands.fill(template(script), tree.resolve("DEBIAN").resolve(script), values);
        }
        Files.writeString(tree.resolve("DEBIAN/md5sums"), md5sums(tree));
        permissions(tree.resolve("DEBIAN"));
        for (String script : SCRIPTS) {
            Files.setPosixFilePermissions(tree.resolve("DEBIAN").resolve(script), PROGRAM);
        }
        Path deb = project.out().resolve(NAME + "_" + project.version() + "_" + values.get("DEB_ARCH") + ".deb");
        Commands.run(
                "dpkg-deb", List.of("--root-owner-group", "-Zxz", "--build", tree.toString(), deb.toString()));
        return deb;
    }

    private Path rpm(Path root) throws IOException, InterruptedException {
        Path top = Files.createDirectories(project.work().resolve("rpm"));
        Path spec = top.resolve("hivesync.spec");
        Commands.fill(template("hivesync.spec"), spec, values);
        Commands.run(
                "rpmbuild",
                List.of(
                        "-bb",
                        "--quiet",
                        "--define",
                        "_topdir " + top,
                        "--define",
                        "laid_out " + root,
                        spec.toString()));
        String arch = values.get("RPM_ARCH");
        String file = NAME + "-" + project.version() + "-1." + arch + ".rpm";
        return Files.copy(top.resolve("RPMS").resolve(arch).resolve(file), project.out().resolve(file));
    }

    private Path template(String name) {
        return project.sources().resolve("linux").resolve(name);
    }

    private String filled(String name) throws IOException {
        Path file = project.work().resolve("filled").resolve(name);
        Commands.fill(template(name), file, values);
        return Files.readString(file);
    }

    /// What both families run before they remove the files, or after they have brought them.
    private static String shell(Package.Project project, String name) {
        try {
            return Files.readString(project.sources().resolve("linux").resolve(name))
                    .strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    private static void gzip(String text, Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        Path plain = file.resolveSibling(file.getFileName().toString().replace(".gz", ""));
        Files.writeString(plain, text);
        Commands.run("gzip", List.of("-9n", plain.toString()));
    }

    /// Name, version and licence of each library, from the list that the build made for About.
    private String libraries(Path image) throws IOException {
        Set<String> jars;
        try (Stream<Path> app = Files.list(image.resolve("lib/app"))) {
            jars = app.map(each -> each.getFileName().toString()).collect(Collectors.toSet());
        }
        Path list = project.target().resolve("generated-resources/licences/dev/hivesync/app/licences.txt");
        return Files.readAllLines(list).stream()
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields.length == 4
                        && jars.stream().anyMatch(jar -> jar.startsWith(fields[0] + "-" + fields[2])))
                .map(fields -> "  " + fields[1] + " " + fields[2] + ": " + fields[3])
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .collect(Collectors.joining("\n"));
    }

    private static void permissions(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                if (!Files.isSymbolicLink(each)) {
                    boolean program = Files.isDirectory(each)
                            || each.getParent().endsWith("bin")
                            || each.endsWith("jspawnhelper")
                            || each.endsWith("jexec");
                    Files.setPosixFilePermissions(each, program ? PROGRAM : DATA);
                }
            }
        }
    }

    private static String md5sums(Path tree) throws IOException, InterruptedException {
        StringBuilder sums = new StringBuilder();
        try (Stream<Path> all = Files.walk(tree.resolve("usr"))) {
            for (Path each : all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList()) {
                sums.append(md5(each)).append("  ").append(tree.relativize(each)).append('\n');
            }
        }
        return sums.toString();
    }

    private static String md5(Path file) throws IOException {
        try {
            var digest = java.security.MessageDigest.getInstance("MD5");
            return java.util.HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
