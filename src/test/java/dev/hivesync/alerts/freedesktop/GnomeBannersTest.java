package dev.hivesync.alerts.freedesktop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hivesync.alerts.freedesktop.SessionOutside.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// GNOME's own setting, in a session of the test's own.
@Timeout(120)
class GnomeBannersTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> NEEDED = List.of(
            "/usr/bin/dbus-daemon",
            "/usr/bin/gsettings",
            "/usr/share/dbus-1/services/ca.desrt.dconf.service",
            "/usr/share/glib-2.0/schemas/org.gnome.desktop.notifications.gschema.xml");

    @TempDir
    private Path directory;

    @Test
    void elsewhere_nobody_is_asked() {
        assertThat(new GnomeBanners(Map.of("XDG_CURRENT_DESKTOP", "KDE", "PATH", "")).getAsBoolean())
                .isFalse();
    }

    @Test
    @Tag("faults")
    void its_do_not_disturb_is_heard_of_as_it_is_switched() throws Exception {
        NEEDED.forEach(file -> assumeTrue(Files.exists(Path.of(file)), file + " is not installed"));
        Map<String, String> environment = new java.util.HashMap<>(Map.of(
                "HOME", directory.toString(),
                "XDG_CONFIG_HOME", directory.resolve("config").toString(),
                "XDG_RUNTIME_DIR", directory.toString(),
                "XDG_CURRENT_DESKTOP", "ubuntu:GNOME"));
        Process daemon = start(environment, "/usr/bin/dbus-daemon", "--session", "--nofork", "--print-address=1");
        try {
            String address = requireNonNull(daemon.inputReader().readLine());
            environment.put("DBUS_SESSION_BUS_ADDRESS", address);
            SessionOutside outside = new SessionOutside(
                    address,
                    "hivesync",
                    new GnomeBanners(environment),
                    new Patience(Duration.ofSeconds(5), Duration.ofMillis(500)));
            assertThat(outside.quiet()).isFalse();
            banners(environment, "false");
            await().atMost(SOON).until(outside::quiet);
            banners(environment, "true");
            await().atMost(SOON).until(() -> !outside.quiet());
            outside.close();
        } finally {
            daemon.destroyForcibly();
            assertThat(daemon.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void banners(Map<String, String> environment, String on) throws Exception {
        Process set =
                start(environment, "/usr/bin/gsettings", "set", "org.gnome.desktop.notifications", "show-banners", on);
        assertThat(set.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static Process start(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
