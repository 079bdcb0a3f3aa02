package dev.hivesync.bench;

import dev.hivesync.app.InstalledJvm;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.wire.Notification;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// HiveSync as people have it: in jars with their native parts beside them, as the installers lay them out, with the
/// AOT cache of the JVM, over an inbox of 1,000 notifications.
///
/// @param java the JVM that the build chose
/// @param jvm what it is told, but where the cache lies
/// @param classPath of the program, in jars
/// @param plain JavaFX as Maven has it
/// @param cache what its rehearsal left
/// @param home with the inbox
/// @param server that it is told of
record Installed(
        String java, List<String> jvm, List<Path> classPath, List<Path> plain, Path cache, Path home, String server) {

    private static final Path LAUNCHER = Path.of(System.getProperty("hivesync.launcher"));
    private static final int STORED = 1_000;
    private static final long PATIENCE_SECONDS = 120;

    /// A port that nothing listens at.
    private static final String NOWHERE = "http://127.0.0.1:9";

    private static final Pattern DRAWN = Pattern.compile("(?m)^(\\S+) .*The window is drawn$");

    static Installed in(Path directory) throws Exception {
        return in(directory, NOWHERE);
    }

    static Installed in(Path directory, String server) throws Exception {
        String java = Files.readString(LAUNCHER.resolve("java")).strip();
        List<String> jvm = new ArrayList<>(Files.readAllLines(LAUNCHER.resolve("java.options")));
        Path place = Files.createDirectories(directory.resolve("app"));
        jvm.addAll(InstalledJvm.options(place));
        List<String> options = Files.readAllLines(LAUNCHER.resolve("java.args"));
        String[] entries = options.get(options.indexOf("-classpath") + 1)
                .replace("\"", "")
                .split(Pattern.quote(File.pathSeparator));
        List<String> libraries = List.of(entries).subList(1, entries.length);
        List<Path> jars = InstalledJvm.libraries(java, String.join(File.pathSeparator, libraries), place);
        List<Path> classPath = Stream.concat(
                        Stream.of(jar(Path.of(entries[0]), place.resolve("hivesync.jar"))), jars.stream())
                .toList();
        List<Path> plain = libraries.stream()
                .map(Path::of)
                .filter(each -> each.getFileName().toString().startsWith("javafx-"))
                .toList();
        Path home = Files.createDirectories(directory.resolve("home"));
        Installed installed =
                new Installed(java, jvm, classPath, plain, directory.resolve("hivesync.aot"), home, server);
        installed.rehearse(directory);
        installed.fill();
        return installed;
    }

    /// A cache is of jars alone. An installed program carries no server.
    private static Path jar(Path classes, Path jar) throws IOException {
        if (Files.isRegularFile(classes)) {
            return classes;
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream into = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            Path server = classes.resolve("dev/hivesync/server");
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(server))
                    .sorted()
                    .toList()) {
                into.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, into);
            }
        }
        return jar;
    }

    /// Makes the cache, or makes it anew.
    void rehearse(Path directory) throws IOException, InterruptedException {
        List<String> command = command(jvm, List.of("-XX:AOTCacheOutput=" + cache), classPath);
        command.addAll(List.of(
                "dev.hivesync.app.Rehearsal",
                Files.createDirectories(directory.resolve("rehearsal")).toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("rehearsal.log").toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || !Files.exists(cache)) {
            process.destroyForcibly();
            throw new IllegalStateException("no cache: " + Files.readString(directory.resolve("rehearsal.log")));
        }
    }

    private void fill() throws Exception {
        Duration shift = Duration.between(ManyThreads.NOW, Instant.now());
        try (Inbox inbox = Inbox.open(home.resolve("inbox.db"), InstantSource.system())) {
            var _ = inbox.signIn(server + "/ token", "").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            CompletableFuture<?>[] stored = new ManyThreads()
                    .rows(STORED).stream()
                            .map(row -> shifted(row, shift))
                            .map(row -> inbox.submit(new Fact.Pushed(ManyThreads.frame(row))))
                            .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(stored).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static Notification shifted(Notification row, Duration by) {
        Instant read = row.readAt();
        return new Notification(
                row.notificationId(),
                row.userId(),
                row.projectId(),
                row.type(),
                row.payload(),
                row.createdAt().plus(by),
                read == null ? null : read.plus(by),
                row.revision());
    }

    /// The least that JavaFX can show, started as one starts a Java program.
    Started bare(Drawing drawing) throws IOException {
        List<Path> path = new ArrayList<>(plain);
        path.add(testClasses());
        Path said = Files.createTempFile(home.getParent(), "bare", ".out");
        List<String> command = command(
                List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"),
                drawing.options(),
                path);
        command.add(BareWindow.class.getName());
        return Started.start(process(command, drawing).redirectOutput(said.toFile()), () -> {
            String text = Files.readString(said).strip();
            return text.isEmpty() ? -1 : Long.parseLong(text);
        });
    }

    private static Path testClasses() {
        return Path.of(BareWindow.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    /// As a desktop starts it.
    Started hivesync(Drawing drawing, boolean cached) throws IOException {
        return hivesync(drawing, cached, List.of());
    }

    /// Signed in, so that the window stays with its list.
    Started signedIn(Drawing drawing) throws IOException {
        return hivesync(drawing, true, List.of("--token-file", token().toString()));
    }

    private Path token() throws IOException {
        return Files.writeString(home.resolve("token"), "token");
    }

    private Started hivesync(Drawing drawing, boolean cached, List<String> arguments) throws IOException {
        Path log = home.resolve("logs").resolve("hivesync.log");
        Files.deleteIfExists(log);
        List<String> command = command(
                jvm,
                Stream.concat(drawing.options().stream(), cached ? Stream.of("-XX:AOTCache=" + cache) : Stream.of())
                        .toList(),
                classPath);
        command.add("dev.hivesync.app.Main");
        command.addAll(arguments);
        return Started.start(process(command, drawing), () -> {
            Matcher line = DRAWN.matcher(Files.exists(log) ? Files.readString(log) : "");
            return line.find() ? OffsetDateTime.parse(line.group(1)).toInstant().toEpochMilli() : -1;
        });
    }

    /// Without a window, signed in with a token that nobody asks for.
    Started headless() throws IOException {
        List<String> command = command(jvm, List.of("-XX:AOTCache=" + cache), classPath);
        command.addAll(List.of("dev.hivesync.app.Main", "--headless", "--token-file", token().toString()));
        return Started.start(process(command, Drawing.IN_MEMORY), () -> -1L);
    }

    private List<String> command(List<String> first, List<String> second, List<Path> path) {
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(first);
        command.addAll(second);
        command.addAll(List.of(
                "-classpath",
                String.join(
                        File.pathSeparator, path.stream().map(Path::toString).toList())));
        return command;
    }

    private ProcessBuilder process(List<String> command, Drawing drawing) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("HIVESYNC_"));
        builder.environment().put("HIVESYNC_HOME", home.toString());
        builder.environment().put("HIVESYNC_SERVER", server);
        builder.environment().put("HIVESYNC_KEYCHAIN", "off");
        builder.environment().put("HIVESYNC_SYSTEM_NOTIFICATIONS", "off");
        builder.environment().putAll(drawing.environment());
        return builder;
    }
}
