package dev.hivesync.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the release's own tool signs is what clients believe.
@Timeout(60)
class ReleaseToolTest {

    private static final Path TOOL =
            Path.of(System.getProperty("hivesync.basedir", ".")).resolve("packaging/release/UpdateManifest.java");

    @TempDir
    private Path directory;

    private String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), TOOL.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.strip();
    }

    @Test
    void a_new_key_signs_a_manifest_that_a_build_with_its_public_half_believes() throws Exception {
        Path key = directory.resolve("release.key");
        String option = run("key", key.toString());
        assertThat(option).startsWith("-Dhivesync.update.key=");
        Path file = Files.writeString(directory.resolve("x.deb"), "abc");
        Path out = directory.resolve("update.json");
        run(
                "sign",
                key.toString(),
                out.toString(),
                "0.2.0",
                "https://hivesync.example.com/0.2.0",
                "It says \"hi\".",
                "linux-x64-deb=https://hivesync.example.com/x.deb=" + file);

        ReleaseSource source = ReleaseSource.of(
                        "https://hivesync.example.com/update.json", option.substring(option.indexOf('=') + 1), "")
                .orElseThrow();
        Outcome outcome = new Judgement(source, new ReleaseNumber(0, 1, 0))
                .of(Files.readString(out), Instant.EPOCH, Instant.now());
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Newer.class, newer -> {
            assertThat(newer.manifest().notes()).isEqualTo("It says \"hi\".");
            assertThat(newer.manifest().downloads().values())
                    .extracting(Manifest.Download::sha256)
                    .containsExactly("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        });
    }
}
