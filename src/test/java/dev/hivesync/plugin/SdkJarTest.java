package dev.hivesync.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.bridge.Desk;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// The guide's whole example, compiled and run against the real bridge on a class path of nothing but the SDK's jar and
/// the libraries that the guide names.
@Timeout(120)
@EnabledIf("built")
class SdkJarTest {

    private static final Path TARGET = Path.of(System.getProperty("hivesync.output", "target"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// How the libraries' files begin; the guide names the same.
    private static final List<String> LIBRARIES = List.of(
            "okhttp-jvm-",
            "okio-jvm-",
            "kotlin-stdlib-",
            "annotations-",
            "jackson-databind-",
            "jackson-core-",
            "jackson-annotations-",
            "jspecify-");

    @TempDir
    Path directory;

    private String guide = "";

    static boolean built() throws IOException {
        return jar().length > 0;
    }

    /// The package phase comes after the tests: this jar is built before them. Without Maven there is none.
    private static Path[] jar() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.toString().endsWith("-plugin-sdk.jar"))
                    .toArray(Path[]::new);
        }
    }

    @BeforeEach
    void read() throws IOException {
        guide = Files.readString(
                Path.of(System.getProperty("hivesync.basedir", "."), "src", "site", "markdown", "plugin-sdk.md"));
    }

    @Test
    void the_jar_holds_the_sdk_and_nothing_of_the_app() throws IOException {
        try (JarFile jar = new JarFile(jar()[0].toFile())) {
            assertThat(jar.stream()
                            .map(entry -> entry.getName())
                            .filter(name -> name.endsWith(".class"))
                            .map(name -> name.substring(0, name.lastIndexOf('/')))
                            .distinct())
                    .containsExactlyInAnyOrder("dev/hivesync/wire", "dev/hivesync/plugin", "dev/hivesync/sync");
        }
    }

    @Test
    void every_class_of_the_jar_links_without_the_app() throws Exception {
        String source = """
                import java.util.jar.JarFile;
                class LinkAll {
                    public static void main(String[] args) throws Exception {
                        try (JarFile jar = new JarFile(args[0])) {
                            var names = jar.stream().map(e -> e.getName()).filter(n -> n.endsWith(".class")).toList();
                            for (String name : names) {
                                if (name.endsWith("package-info.class")) continue;
                                Class<?> type = Class.forName(name.replace('/', '.').substring(0, name.length() - 6));
                                type.getDeclaredMethods();
                                type.getDeclaredFields();
                                type.getDeclaredConstructors();
                            }
                            System.out.println("linked " + names.size());
                        }
                    }
                }
                """;
        compile("LinkAll", source);
        Process process = run("LinkAll", jar()[0].toString());
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(printed).matches("linked [0-9]{2,}\\s+");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void the_guides_example_runs_on_the_jar_and_the_libraries_it_names() throws Exception {
        compile("Example", example());
        try (Desk desk = new Desk(directory)) {
            Process process = run("Example", desk.file.toString());
            List<String> lines = new CopyOnWriteArrayList<>();
            try {
                Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(lines::add));
                await().atMost(PATIENCE).until(() -> lines.contains("[HiveSync]") || lines.contains("[Offline]"));
                desk.complete("n-1");
                await().atMost(PATIENCE)
                        .until(() ->
                                lines.contains("panel: document_function in proj-1") && lines.contains("[HiveSync 3]"));
                assertThat(lines).noneMatch(line -> line.contains("Exception") || line.contains("Error"));
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void the_guide_names_the_libraries_in_their_versions() throws IOException {
        String pom = Files.readString(Path.of(System.getProperty("hivesync.basedir", "."), "pom.xml"));
        for (String library : List.of("okhttp", "jackson", "jspecify")) {
            Matcher version =
                    Pattern.compile("<" + library + "\\.version>([^<]+)<").matcher(pom);
            assertThat(version.find()).isTrue();
            assertThat(guide).contains(version.group(1));
        }
    }

    private String example() {
        Matcher block =
                Pattern.compile("```java\\n(import .*?)```", Pattern.DOTALL).matcher(guide);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private void compile(String name, String source) throws IOException {
        Path file = Files.writeString(directory.resolve(name + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        classPath(),
                        "-d",
                        directory.toString(),
                        file.toString()))
                .isZero();
    }

    private Process run(String main, String argument) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        directory + File.pathSeparator + classPath(),
                        main,
                        argument)
                .redirectErrorStream(true)
                .start();
    }

    private static String classPath() throws IOException {
        List<String> libraries = Arrays.stream(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .filter(entry -> LIBRARIES.stream()
                        .anyMatch(library ->
                                Path.of(entry).getFileName().toString().startsWith(library)))
                .toList();
        assertThat(libraries).hasSizeGreaterThanOrEqualTo(LIBRARIES.size());
        return Stream.concat(Stream.of(jar()[0].toString()), libraries.stream())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
