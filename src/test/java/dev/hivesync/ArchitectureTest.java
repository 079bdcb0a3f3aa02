package dev.hivesync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The package table of the architecture, held against the code.
@NullMarked
class ArchitectureTest {

    private static final String ROOT = "dev.hivesync.";
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hivesync");

    @ParameterizedTest(name = "{0} may use {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "wire    | ",
                "sync    | wire",
                "inbox   | wire",
                "attention | wire inbox",
                "bridge  | wire inbox",
                "keychain | wire",
                "autostart | wire",
                "update  | wire",
                "plugin  | wire sync",
                "mobile  | wire sync",
                "alerts  | wire inbox attention",
                "desktop | wire inbox attention alerts",
                "server  | wire",
            })
    void packages_use_only_what_lies_upstream(String name, @Nullable String allowed) {
        Set<String> own = Stream.concat(
                        Stream.of(name), allowed == null ? Stream.of() : Arrays.stream(allowed.split(" ")))
                .map(used -> ROOT + used)
                .collect(Collectors.toSet());

        noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are ours and not of " + own,
                        (JavaClass used) -> used.getPackageName().startsWith(ROOT)
                                && own.stream().noneMatch(home -> within(used, home))))
                .check(CODE);
    }

    @ParameterizedTest(name = "{0} lives in {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "javafx.                     | desktop app",
                "org.controlsfx.             | desktop",
                "atlantafx.                  | desktop",
                "org.kordamp.                | desktop",
                "com.github.difflib.         | desktop",
                "okhttp3.                    | sync plugin update app",
                "org.java_websocket.         | bridge",
                "org.freedesktop.            | keychain alerts",
                "java.sql.                   | inbox server app",
                "org.sqlite.                 | inbox",
                "org.postgresql.             | server",
                "org.jdbi.                   | server",
                "io.nats.                    | server",
                "com.zaxxer.                 | server",
                "org.flywaydb.               | server",
                "io.javalin.                 | server",
                "io.zonky.                   | server",
                "com.nimbusds.               | server",
                "com.password4j.             | server",
                "picocli.                    | app",
                "ch.qos.logback.             | app",
                "dev.dirs.                   | app",
            })
    void every_library_has_one_home(String library, String homes) {
        Set<String> allowed =
                Arrays.stream(homes.split(" ")).map(home -> ROOT + home).collect(Collectors.toSet());

        noClasses()
                .that(DescribedPredicate.describe(
                        "are not of " + allowed,
                        (JavaClass user) -> allowed.stream().noneMatch(home -> within(user, home))))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of " + library, (JavaClass used) -> used.getName().startsWith(library)))
                .check(CODE);
    }

    /// The plugin SDK's own jar has no more.
    @Test
    void the_sdk_uses_one_class_of_sync_and_no_logging_library() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "plugin..", ROOT + "wire..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of SLF4J, or of sync and not OwnRetries",
                        (JavaClass used) -> used.getName().startsWith("org.slf4j.")
                                || (within(used, ROOT + "sync")
                                        && !used.getSimpleName().equals("OwnRetries"))))
                .check(CODE);
    }

    /// An installed client leaves the server's classes out: only what runs in a checkout alone may need them.
    @Test
    void an_installed_client_starts_without_the_server() {
        assertThat(CODE.stream()
                        .filter(user -> !within(user, ROOT + "server"))
                        .filter(user -> user.getDirectDependenciesFromSelf().stream()
                                .anyMatch(use -> within(use.getTargetClass(), ROOT + "server")))
                        .map(user -> user.getName().replaceAll("^.*\\.|\\$.*$", ""))
                        .distinct())
                .containsExactlyInAnyOrder("Connector", "LocalBackend", "ProvisionCommands", "ServerCommand");
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching("dev.hivesync.(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void nobody_prints_to_the_terminal_but_the_command_line() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.hivesync.app..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CODE);
    }

    @Test
    void the_fx_thread_is_entered_in_one_class() {
        assertThat(CODE.stream()
                        .filter(owner -> owner.getMethodCallsFromSelf().stream()
                                .anyMatch(
                                        call -> call.getTargetOwner().getName().equals("javafx.application.Platform")
                                                && call.getName().equals("runLater")))
                        .map(JavaClass::getSimpleName))
                .hasSizeLessThanOrEqualTo(1);
    }

    private static boolean within(JavaClass type, String home) {
        String name = type.getPackageName();
        return name.equals(home) || name.startsWith(home + ".");
    }
}
