package dev.hivesync.keychain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real GNOME Keyring on a real session bus, both in a directory of their own.
@Tag("faults")
@Timeout(120)
class SecretServiceTest {

    private static final List<String> PROGRAMS = List.of("dbus-daemon", "gnome-keyring-daemon");

    @TempDir
    private Path directory;

    private final List<Process> processes = new ArrayList<>();
    private String address = "";

    @BeforeEach
    void bus() throws IOException {
        for (String program : PROGRAMS) {
            assumeTrue(installed(program), program + " is not installed");
        }
        Process bus = start("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1");
        BufferedReader out = bus.inputReader();
        address = requireNonNull(out.readLine());
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : processes.reversed()) {
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean installed(String program) {
        return List.of("/usr/bin", "/usr/local/bin", "/bin").stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("XDG_DATA_HOME", directory.resolve("data").toString());
        builder.environment().put("XDG_RUNTIME_DIR", directory.toString());
        builder.environment().put("DBUS_SESSION_BUS_ADDRESS", address);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private Process keyring(@Nullable String password) throws IOException {
        Process daemon = password == null
                ? start("gnome-keyring-daemon", "--foreground", "--components=secrets")
                : start("gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock");
        try (Writer in = daemon.outputWriter()) {
            in.write(password == null ? "" : password);
        }
        return daemon;
    }

    private SecretService service() {
        return new SecretService("HiveSync sign-in (test)", () -> DBusConnectionBuilder.forAddress(address));
    }

    private void answers(SecretService service) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            try {
                return service.read("nothing").isEmpty();
            } catch (KeychainException _) {
                return false;
            }
        });
    }

    @Test
    void what_is_written_is_read_replaced_and_deleted_and_outlives_the_daemon() throws Exception {
        Process daemon = keyring("password");
        SecretService service = service();
        answers(service);

        service.write("one", "first ✓");
        service.write("one", "second ✓");
        service.write("two", "other");
        assertThat(service.read("one")).contains("second ✓");
        assertThat(service.read("two")).contains("other");

        daemon.destroyForcibly();
        assertThat(daemon.waitFor(20, TimeUnit.SECONDS)).isTrue();
        keyring("password");
        answers(service);
        assertThat(service.read("one")).contains("second ✓");

        service.delete("one");
        service.delete("one");
        assertThat(service.read("one")).isEmpty();
        assertThat(service.read("two")).contains("other");
    }

    @Test
    void a_locked_keyring_asks_nobody_and_is_no_keychain() throws Exception {
        Process daemon = keyring("password");
        SecretService service = service();
        answers(service);
        service.write("one", "first");
        daemon.destroyForcibly();
        assertThat(daemon.waitFor(20, TimeUnit.SECONDS)).isTrue();

        keyring(null);
        answers(service);
        assertThatThrownBy(() -> service.read("one")).isInstanceOf(KeychainException.class);
        assertThatThrownBy(() -> service.write("one", "second")).isInstanceOf(KeychainException.class);
        assertThatThrownBy(() -> service.delete("one")).isInstanceOf(KeychainException.class);
    }

    @Test
    void a_bus_without_a_secret_service_is_no_keychain() {
        SecretService nowhere =
                new SecretService("test", () -> DBusConnectionBuilder.forAddress("unix:path=" + directory + "/no-bus"));
        assertThatThrownBy(() -> nowhere.read("one")).isInstanceOf(KeychainException.class);
    }
}
