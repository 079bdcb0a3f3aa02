package dev.hivesync.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.bridge.BridgeLimits;
import dev.hivesync.bridge.Desk;
import dev.hivesync.inbox.Fact;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.PrivateFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The short clients in other languages, as programs of their own against the real bridge.
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
@ParameterizedClass
@EnumSource
class OtherLanguagesTest {

    /// Starting an interpreter on a busy machine, and three attempts to connect.
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Path EDITORS = Path.of(System.getProperty("hivesync.basedir", "."), "src", "editors");

    enum Language {
        NODE("node", "node/hivesync.mjs"),
        PYTHON("python3", "python/hivesync.py");

        private final String interpreter;
        private final Path script;

        Language(String interpreter, String script) {
            this.interpreter = interpreter;
            this.script = EDITORS.resolve(script);
        }
    }

    @TempDir
    Path directory;

    private final Language language;

    OtherLanguagesTest(Language language) {
        this.language = language;
    }

    @Test
    void it_fits_on_a_page() throws Exception {
        assertThat(Files.readString(language.script).lines().filter(line -> !line.isBlank()))
                .hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void it_prints_each_event_once_and_marks_it_read() throws Exception {
        try (Desk desk = new Desk(directory);
                Client client = start("--ack", "proj-1")) {
            await().atMost(PATIENCE).until(() -> client.saw("\"ready\""));
            desk.complete("n-1", "n-2");
            await().atMost(PATIENCE)
                    .until(() -> desk.facts.contains(new Fact.Read(Set.of("n-1")))
                            && desk.facts.contains(new Fact.Read(Set.of("n-2"))));
            desk.complete("n-1");
            desk.read("n-2");
            await().atMost(PATIENCE).until(() -> client.saw("\"read\""));
            assertThat(client.out.stream().filter(line -> line.contains("ai_job_complete")))
                    .hasSize(2);
            assertThat(client.err).isEmpty();
        }
    }

    @Test
    void it_ends_where_the_user_disconnects_it() throws Exception {
        try (Desk desk = new Desk(directory);
                Client client = start()) {
            await().atMost(PATIENCE).until(() -> client.saw("\"ready\""));
            assertThat(desk.bridge.disconnect(desk.bridge.plugins().getFirst().id()))
                    .isTrue();
            await().atMost(PATIENCE).until(() -> !client.process.isAlive());
            await().atMost(PATIENCE).until(() -> client.err.equals(List.of("Disconnected in HiveSync Desktop.")));
        }
    }

    @Test
    @Tag("faults")
    void after_each_cut_it_goes_on_where_it_was() throws Exception {
        BridgeLimits brief = BridgeLimits.CONTRACT.within(PATIENCE, PATIENCE, Duration.ofMillis(700));
        try (Desk desk = new Desk(directory, brief, 0);
                Client client = start()) {
            List<String> sent = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> client.readies() == 1);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
                sent.add("n-" + sent.size());
                desk.complete(sent.getLast());
                return client.readies() >= 3;
            });
            await().atMost(PATIENCE).until(() -> client.events().equals(sent));
        }
    }

    @Test
    @Tag("faults")
    void a_desktop_that_starts_anew_is_followed_anew() throws Exception {
        Client client = start();
        try (client) {
            try (Desk first = new Desk(directory)) {
                await().atMost(PATIENCE).until(() -> client.saw("\"ready\""));
                first.complete("n-1");
                await().atMost(PATIENCE).until(() -> client.saw("n-1"));
            }
            try (Desk second = new Desk(directory)) {
                await().atMost(PATIENCE).until(() -> client.readies() == 2);
                second.complete("n-2");
                await().atMost(PATIENCE).until(() -> client.saw("n-2"));
            }
        }
    }

    @Test
    void a_squatter_is_told_nothing() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (MockWebServer squatter = new MockWebServer()) {
            IntStream.range(0, 2).forEach(_ -> squatter.enqueue(Squatter.answering(heard)));
            squatter.start();
            BridgeFile file = new BridgeFile(1, squatter.getPort(), 1, "aa", "the-secret-token");
            PrivateFile.write(directory.resolve(BridgeFile.FILE), Json.MAPPER.writeValueAsString(file));
            try (Client client = start()) {
                await().atMost(PATIENCE).until(() -> heard.size() == 2);
                assertThat(heard).allMatch(text -> text.contains("\"hello\"") && !text.contains(file.token()));
                assertThat(client.out).isEmpty();
            }
        }
    }

    @Test
    @Tag("faults")
    void a_file_that_others_can_read_is_not_used() throws Exception {
        try (Desk desk = new Desk(directory)) {
            Files.setPosixFilePermissions(desk.file, PosixFilePermissions.fromString("rw-rw-rw-"));
            try (Client client = start()) {
                await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> client.out.isEmpty());
                Files.setPosixFilePermissions(desk.file, PosixFilePermissions.fromString("rw-------"));
                await().atMost(PATIENCE).until(() -> client.saw("\"ready\""));
            }
        }
    }

    private Client start(String... arguments) throws IOException {
        Assumptions.assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, language.interpreter))),
                language.interpreter + " is not installed");
        return new Client(language, directory, arguments);
    }

    /// The script as a process, and what it prints.
    private static final class Client implements AutoCloseable {

        private final Process process;
        private final List<String> out = new CopyOnWriteArrayList<>();
        private final List<String> err = new CopyOnWriteArrayList<>();

        Client(Language language, Path home, String... arguments) throws IOException {
            List<String> command = Stream.concat(
                            Stream.of(language.interpreter, language.script.toString()), Stream.of(arguments))
                    .toList();
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("HIVESYNC_HOME", home.toString());
            process = builder.start();
            Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(out::add));
            Thread.ofVirtual().start(() -> process.errorReader().lines().forEach(err::add));
        }

        boolean saw(String text) {
            return out.stream().anyMatch(line -> line.contains(text));
        }

        long readies() {
            return out.stream().filter(line -> line.contains("\"ready\"")).count();
        }

        List<String> events() {
            return out.stream()
                    .map(Json.MAPPER::readTree)
                    .filter(line -> line.has("seq") && line.path("payload").has("notification_id"))
                    .map(line -> line.path("payload").path("notification_id").stringValue())
                    .toList();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
