package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who started from an icon is told in a window; whoever reads what is printed is never held up by one.
@NullMarked
@Timeout(180)
class FromIconTest {

    private static final Duration STARTUP = Duration.ofSeconds(60);

    /// Many times of what is left of a start that fails, once its log has begun.
    private static final Duration LONG = Duration.ofSeconds(5);

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({
        "Linux, , , , false",
        "Linux, , 1, , true",
        "Linux, /usr/lib/hivesync/bin/hivesync, , application.x, false",
        "Windows 11, , , , false",
        "Windows 11, C:\\Users\\me\\HiveSync\\HiveSync.exe, , , true",
        "Windows 11, C:\\Users\\me\\HiveSync\\hivesync-cli.exe, , , false",
        "Mac OS X, , , application.dev.hivesync.desktop.12.34, false",
        "Mac OS X, /Applications/HiveSync.app/Contents/MacOS/HiveSync, , application.dev.hivesync.desktop.12.34, true",
        "Mac OS X, /Applications/HiveSync.app/Contents/MacOS/HiveSync, , dev.hivesync.desktop, true",
        "Mac OS X, /Applications/HiveSync.app/Contents/MacOS/HiveSync, , application.com.microsoft.VSCode.1.2, false",
        "Mac OS X, /Applications/HiveSync.app/Contents/MacOS/HiveSync, , 0, false"
    })
    void each_system_says_so_in_its_own_way(
            String system, @Nullable String launcher, @Nullable String variable, @Nullable String service, boolean is) {
        Map<String, String> environment = new HashMap<>();
        if (variable != null) {
            environment.put(FromIcon.VARIABLE, variable);
        }
        if (service != null) {
            environment.put("XPC_SERVICE_NAME", service);
        }
        assertThat(FromIcon.is(environment, system, launcher)).isEqualTo(is);
    }

    @Test
    void a_start_that_fails_waits_until_that_is_read() throws Exception {
        newer(home);
        try (Program app = Program.start(home, Map.of(FromIcon.VARIABLE, "1"))) {
            await().atMost(STARTUP).until(() -> Files.exists(home.resolve("logs")) || !app.running());
            await().during(LONG)
                    .atMost(LONG.multipliedBy(2))
                    .untilAsserted(() -> assertThat(app.running())
                            .as("%s %s", app.out(), app.err())
                            .isTrue());
            assertThat(app.terminate().err()).isEmpty();
        }
        assertThat(Program.run(home, "--headless").code()).isEqualTo(ExitCode.NEWER_DATA);
        assertThat(Program.run(home).code()).isEqualTo(ExitCode.NEWER_DATA);
    }

    /// Data of a version that is to come.
    static void newer(Path home) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("inbox.db"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE future (x)");
            statement.execute("PRAGMA user_version = 99");
        }
    }
}
