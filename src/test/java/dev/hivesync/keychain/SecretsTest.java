package dev.hivesync.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A keychain that works, locks itself or hangs, with real files behind it.
@Timeout(60)
class SecretsTest {

    private static final String NAME = "HiveSync https://hivesync.example.com/ 1";

    /// Long enough for a busy machine, short enough for a test.
    private static final Duration PATIENCE = Duration.ofMillis(300);

    @TempDir
    private Path directory;

    private final FakeKeychain keychain = new FakeKeychain();
    private Instant now = Instant.parse("2026-11-24T08:00:00Z");
    private final InstantSource clock = () -> now;

    private enum Mood {
        WORKS,
        LOCKED,
        HANGS
    }

    /// In the place of the operating system's.
    private static final class FakeKeychain implements Keychain {
        private final Map<String, String> held = new HashMap<>();
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile Mood mood = Mood.WORKS;

        private void mood() throws KeychainException {
            switch (mood) {
                case WORKS -> {}
                case LOCKED -> throw new KeychainException("the keychain is locked");
                case HANGS -> {
                    try {
                        released.await();
                    } catch (InterruptedException e) {
                        throw new KeychainException("interrupted", e);
                    }
                }
            }
        }

        @Override
        public synchronized Optional<String> read(String name) throws KeychainException {
            mood();
            return Optional.ofNullable(held.get(name));
        }

        @Override
        public synchronized void write(String name, String secret) throws KeychainException {
            mood();
            held.put(name, secret);
        }

        @Override
        public synchronized void delete(String name) throws KeychainException {
            mood();
            held.remove(name);
        }
    }

    static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /// As after a restart.
    private Secrets secrets() {
        return Secrets.over(Optional.of(keychain), PATIENCE, directory.resolve("sign-in"), clock);
    }

    private Secrets files() {
        return Secrets.inFiles(directory.resolve("sign-in"), clock);
    }

    private List<Path> written() throws IOException {
        if (!Files.exists(directory.resolve("sign-in"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory.resolve("sign-in"))) {
            return files.toList();
        }
    }

    private Path sealed() throws IOException {
        return written().stream()
                .filter(file -> file.toString().endsWith(".sealed"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_keychain_that_works_leaves_nothing_on_the_disk() throws IOException {
        secrets().save(NAME, "token-1");
        assertThat(secrets().load(NAME)).contains("token-1");
        assertThat(written()).isEmpty();
        secrets().forget(NAME);
        assertThat(secrets().load(NAME)).isEmpty();
        assertThat(keychain.held).isEmpty();
    }

    @Test
    void without_a_keychain_a_file_keeps_it_and_does_not_show_it() throws IOException {
        files().save(NAME, "token-1");
        files().save(NAME + " other", "token-2");
        assertThat(files().load(NAME)).contains("token-1");
        for (Path file : written()) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain("token")
                    .doesNotContain("example");
            assertThat(file.toString()).doesNotContain("example");
        }
        files().forget(NAME);
        assertThat(files().load(NAME)).isEmpty();
        assertThat(files().load(NAME + " other")).contains("token-2");
    }

    @Test
    @EnabledIf("posix")
    void files_are_their_owners_alone() throws IOException {
        files().save(NAME, "token-1");
        assertThat(Files.getPosixFilePermissions(directory.resolve("sign-in")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(written())
                .hasSize(2)
                .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOCKED", "HANGS"})
    void a_keychain_that_does_not_answer_gives_way_to_the_file_and_the_younger_counts_later(String mood)
            throws IOException {
        secrets().save(NAME, "token-1");
        now = now.plusSeconds(60);
        keychain.mood = Mood.valueOf(mood);

        Secrets secrets = secrets();
        assertThat(secrets.load(NAME)).isEmpty();
        secrets.save(NAME, "token-2");
        assertThat(secrets.load(NAME)).contains("token-2");
        assertThat(secrets().load(NAME)).contains("token-2");

        keychain.mood = Mood.WORKS;
        keychain.released.countDown();
        assertThat(secrets().load(NAME)).as("not the older one of the keychain").contains("token-2");
        Secrets again = secrets();
        assertThat(again.load(NAME)).contains("token-2");
        again.save(NAME, "token-3");
        assertThat(secrets().load(NAME)).contains("token-3");
        assertThat(written())
                .as("back in the keychain alone")
                .noneMatch(file -> file.toString().endsWith(".sealed"));
    }

    @Test
    void what_was_forgotten_while_the_keychain_was_locked_does_not_come_back() throws IOException {
        secrets().save(NAME, "token-1");
        now = now.plusSeconds(60);
        keychain.mood = Mood.LOCKED;
        secrets().forget(NAME);

        keychain.mood = Mood.WORKS;
        assertThat(secrets().load(NAME)).isEmpty();
        secrets().save(NAME, "token-2");
        assertThat(secrets().load(NAME)).contains("token-2");
    }

    @Test
    void a_clock_that_goes_back_does_not_bring_back_an_older_one() throws IOException {
        Secrets secrets = secrets();
        secrets.save(NAME, "token-1");
        keychain.mood = Mood.LOCKED;
        now = now.minusSeconds(3_600);
        secrets.save(NAME, "token-2");
        keychain.mood = Mood.WORKS;
        assertThat(secrets().load(NAME)).contains("token-2");
    }

    @Test
    void while_one_call_hangs_the_next_ones_do_not_wait() {
        keychain.mood = Mood.HANGS;
        Secrets secrets =
                Secrets.over(Optional.of(keychain), Duration.ofSeconds(2), directory.resolve("sign-in"), clock);
        assertThat(secrets.load(NAME)).isEmpty();
        long begun = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(secrets.load(NAME)).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("20 calls that would wait 2 s each")
                .isLessThan(Duration.ofSeconds(20));
        keychain.released.countDown();
    }

    @Test
    void a_file_that_was_changed_moved_or_lost_its_key_is_no_secret() throws IOException {
        files().save(NAME, "token-1");
        String text = Files.readString(sealed());
        int place = text.indexOf("\"sealed\":\"") + 12;
        char other = text.charAt(place) == 'A' ? 'B' : 'A';
        Files.writeString(sealed(), text.substring(0, place) + other + text.substring(place + 1));
        assertThat(files().load(NAME)).isEmpty();
        for (String broken : List.of("", "{}", "null", "{\"v\":1,\"nonce\":\"\",\"sealed\":\"\"}", "\u0000")) {
            Files.writeString(sealed(), broken);
            assertThat(files().load(NAME)).isEmpty();
        }

        files().save(NAME, "token-2");
        assertThat(files().load(NAME)).contains("token-2");
        Path one = sealed();
        byte[] sealed = Files.readAllBytes(one);
        files().save(NAME + " other", "token-3");
        for (Path file : written()) {
            if (file.toString().endsWith(".sealed")) {
                Files.write(file, sealed);
            }
        }
        assertThat(files().load(NAME + " other"))
                .as("one stands in for another")
                .isEmpty();
        assertThat(files().load(NAME)).contains("token-2");

        for (String broken : List.of("short", "!!!", "")) {
            Files.writeString(directory.resolve("sign-in").resolve("key"), broken);
            assertThat(files().load(NAME)).isEmpty();
        }
        files().save(NAME, "token-4");
        assertThat(files().load(NAME)).contains("token-4");
    }
}
