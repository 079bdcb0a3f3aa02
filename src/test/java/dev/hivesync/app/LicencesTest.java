package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.desktop.about.About;
import dev.hivesync.desktop.about.About.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The licences of About are those of the jars that this very program carries.
class LicencesTest {

    /// As the launcher that the build wrote starts it.
    private static Set<String> programJars() throws IOException {
        String options = Files.readString(
                Path.of(System.getProperty("hivesync.launcher")).resolve("java.args"));
        String classPath = options.substring(options.indexOf("-classpath") + "-classpath".length())
                .strip();
        return Licences.jars(classPath.replace("\"", "").replace("\\\\", "\\"));
    }

    @Test
    void every_jar_of_the_program_has_its_licence_and_nothing_else_is_named() throws IOException {
        Assumptions.assumeTrue(Licences.class.getResource("licences.txt") != null, "Maven makes the list");
        Set<String> jars = programJars();
        assertThat(jars).as("what is looked for is found").anyMatch(jar -> jar.startsWith("javafx-controls"));
        List<String> without = jars.stream()
                .filter(jar -> Licences.bundled(Set.of(jar)).size()
                        == Licences.bundled(Set.of()).size())
                .toList();
        assertThat(without).isEmpty();

        List<Library> all = Licences.bundled(jars);
        assertThat(all)
                .allSatisfy(
                        library -> assertThat(library.licence()).isNotBlank().doesNotContainIgnoringCase("unknown"));
        assertThat(all).extracting(Library::name).contains("Inter", "JetBrains Mono");
        assertThat(all).as("and nothing else").hasSizeLessThanOrEqualTo(jars.size() + 2);
    }

    @Test
    void jars_are_found_by_name_on_a_class_path() {
        String path = Stream.of("classes", "lib/a-1.0.jar", "b-2-linux.jar")
                .map(Path::of)
                .map(Path::toString)
                .collect(Collectors.joining(java.io.File.pathSeparator));
        assertThat(Licences.jars(path)).containsExactlyInAnyOrder("a-1.0.jar", "b-2-linux.jar");
    }

    @Test
    void the_text_to_copy_has_all_that_a_report_needs() {
        About about = new About("0.2.0", "25+36", "26.0.2", "Linux", List.of(new Library("A", "1", "MIT")));
        assertThat(about.text()).contains("HiveSync 0.2.0", "Java 25+36", "JavaFX 26.0.2", "Linux", "A 1: MIT");
        assertThat(Licences.about().java()).contains(System.getProperty("java.version"));
    }
}
