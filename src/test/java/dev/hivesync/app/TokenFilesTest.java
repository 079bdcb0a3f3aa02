package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFilesTest {

    @TempDir
    private Path directory;

    @Test
    void a_file_without_a_token_is_refused_with_the_next_step() throws Exception {
        Path file = directory.resolve("token");
        assertThatThrownBy(() -> TokenFiles.check(file)).hasMessageContaining("Check --token-file");
        Files.writeString(file, " \n");
        assertThatThrownBy(() -> TokenFiles.check(file)).hasMessageContaining("Put an access token into it first");
        Files.write(file, "\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> TokenFiles.check(file)).hasMessageContaining("Check --token-file");
        Files.writeString(file, "token\n");
        assertThatCode(() -> TokenFiles.check(file)).doesNotThrowAnyException();
    }

    @Test
    void a_home_that_is_no_path_is_said_in_one_sentence() {
        assertThatThrownBy(() -> Home.of(Map.of("HIVESYNC_HOME", "a\0b")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("HIVESYNC_HOME is not a path");
    }
}
