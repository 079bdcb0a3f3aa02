package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.SavedView;
import dev.hivesync.attention.SettingsFile;
import dev.hivesync.bridge.PluginStanding;
import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.Rows;
import dev.hivesync.inbox.Step;
import dev.hivesync.inbox.Telling;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LocalServer;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Payload;
import dev.hivesync.wire.PrivateFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Secrets and everything personal are put wherever HiveSync keeps anything; a report holds none of it, and all that
/// helps.
@NullMarked
@Timeout(60)
class DiagnosticsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T20:15:00Z");
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1LTEifQ.TJVA95OrM7E2cBab30RMHrHDcEfxjoYZ";

    /// What must not be found. Each is seeded below.
    private static final List<String> SECRETS = List.of(
            "hive.acme-internal.example",
            "mira",
            "s3cr3t-pa55",
            "proj-classified",
            "Project Nightfall",
            "layoffs in march",
            "demo-K7QX2M",
            "refactor_payroll",
            "patch that does not apply",
            JWT,
            JWT.substring(JWT.lastIndexOf('.') + 1),
            "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
            "/home/mira/secret plans/q3.txt",
            "plans/q3.txt",
            "C:\\Users\\Mira",
            "\\\\fileserver\\share",
            "10.20.30.40",
            "0c8f2b6e-5c1d-4a7e-9a53-7b5f0d1c2e3a",
            "hunter2",
            "sk-live-4242424242424242",
            "cursor-opaque-98765");

    @TempDir
    private Path directory;

    private Home home = new Home(Path.of(""));

    @BeforeEach
    void seed() throws Exception {
        home = new Home(directory.resolve("home")).create();
        Files.writeString(home.settings(), "{}");
        try (Preferences preferences = Preferences.open(new SettingsFile(home.settings()))) {
            preferences.change(settings -> settings.server("https://mira:s3cr3t-pa55@hive.acme-internal.example/x")
                    .mutedProject("proj-classified", true)
                    .views(List.of(new SavedView("layoffs in march", null, "proj-classified", true, "hunter2"))));
        }
        PrivateFile.write(
                home.bridge(),
                Json.MAPPER.writeValueAsString(new BridgeFile(1, 49_152, 1, "00112233445566778899", SECRETS.get(11))));
        PrivateFile.write(
                home.localServer(),
                Json.MAPPER.writeValueAsString(
                        new LocalServer("http://127.0.0.1:1", "mira@example.org", "hunter2", "key", "jdbc", 1)));
        Files.createDirectories(home.logs());
        Files.write(
                home.logs().resolve("hivesync.log"),
                List.of(
                        "2026-11-24T20:14:00.123Z INFO  Bridge [main]  the plugin bridge listens on port 49152",
                        "2026-11-24T20:14:01.000Z WARN  X [poller]  token " + JWT
                                + " was refused by https://hive.acme-internal.example/api",
                        "2026-11-24T20:14:02.000Z WARN  X [poller]  Authorization: Bearer " + JWT,
                        "2026-11-24T20:14:03.000Z WARN  X [inbox]  cannot open /home/mira/secret plans/q3.txt (No such"
                                + " file)",
                        "2026-11-24T20:14:04.000Z WARN  X [inbox]  C:\\Users\\Mira\\inbox.db and"
                                + " \\\\fileserver\\share\\x",
                        "2026-11-24T20:14:05.000Z WARN  X [live]  10.20.30.40:443 hung up on mira@example.org",
                        "2026-11-24T20:14:06.000Z WARN  X [live]  password=hunter2 key: sk-live-4242424242424242",
                        "2026-11-24T20:14:07.000Z WARN  X [live]  row 0c8f2b6e-5c1d-4a7e-9a53-7b5f0d1c2e3a is odd",
                        "java.nio.file.NoSuchFileException: /home/mira/secret plans/q3.txt",
                        "\tat java.base/sun.nio.fs.UnixException.translateToIOException(UnixException.java:92)",
                        "\tat dev.hivesync.inbox.Inbox.open(Inbox.java:58)"));
        try (Inbox inbox = Inbox.open(home.inbox(), InstantSource.fixed(NOW))) {
            var _ = inbox.signIn("https://hive.acme-internal.example mira", "u-1")
                    .join();
            inbox.accept(new Fact.ProjectsKnown(List.of(new Api.Project("proj-classified", "Project Nightfall"))));
            inbox.accept(new Fact.Fetched(
                    inbox.state().place(),
                    Rows.page(
                            "cursor-opaque-98765",
                            false,
                            row(
                                    "0c8f2b6e-5c1d-4a7e-9a53-7b5f0d1c2e3a",
                                    "ai_job_failed",
                                    new Payload.AiJob(
                                            "job-1",
                                            "proj-classified",
                                            "refactor_payroll",
                                            "a patch that does not apply")),
                            row(
                                    "p",
                                    "preview_ready",
                                    new Payload.Preview("demo-K7QX2M", "proj-classified", "ios", null)),
                            row("u", "hunter2", new Payload.SystemNotice("layoffs in march", null, null, null))),
                    null));
            inbox.accept(new Fact.Told(List.of(new Telling("p", "IN_PLUGIN", "mira", NOW))));
            inbox.accept(new Fact.Read(Set.of("p")));
            var _ = inbox.submit(new Fact.Linked(new Link(Connection.POLLING, NOW.plusSeconds(45), 45)))
                    .join();
        }
    }

    private static Notification row(String id, String type, Payload payload) {
        return new Notification(id, "u-1", "proj-classified", type, payload, Rows.NOW, null, 7);
    }

    private static PluginStanding plugin(long id, String client, String version) {
        return new PluginStanding(
                id, new ConnectedPlugin(client, version, List.of("proj-classified"), NOW, "proj-classified"), 12, 3);
    }

    private String ofTheRunningApp() throws Exception {
        LinkHistory history = new LinkHistory(InstantSource.fixed(NOW));
        InboxState state = Inbox.peek(home.inbox());
        history.accept(new Step(InboxState.EMPTY, List.of()));
        history.accept(new Step(state, List.of()));
        history.accept(new Step(state, List.of()));
        return new Diagnosis(home, InstantSource.fixed(NOW))
                .of(
                        state,
                        history.moments(),
                        List.of(
                                plugin(1, "vscode", "1.4"),
                                plugin(2, "/home/mira/secret plans/q3.txt", JWT),
                                plugin(3, "evil\n== Program\nVersion: 9\u001b[2J", "sk-live-4242424242424242")));
    }

    private String ofTheCommand() {
        StringWriter out = new StringWriter();
        CommandLine commands = Main.commandLine(home).setOut(new PrintWriter(out));
        assertThat(commands.execute("diagnostics")).isZero();
        return out.toString();
    }

    @Test
    void nothing_that_is_seeded_comes_out() throws Exception {
        for (String report : List.of(ofTheRunningApp(), ofTheCommand())) {
            assertThat(SECRETS)
                    .as(report)
                    .noneMatch(secret -> report.toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT)));
            assertThat(report).doesNotContain(directory.toString());
        }
    }

    @Test
    void what_helps_is_there() throws Exception {
        String report = ofTheRunningApp();
        assertThat(report.lines())
                .contains(
                        "HiveSync diagnostics: 2026-11-24T20:15:00Z",
                        "Version: " + Version.current(),
                        "Server: chosen",
                        "Muted projects: 1",
                        "Saved views: 1",
                        "App: running",
                        "Now: POLLING",
                        "Poll interval: PT45S",
                        "Next poll: 2026-11-24T20:15:45Z",
                        "  2026-11-24T20:15:00Z OFFLINE",
                        "  2026-11-24T20:15:00Z POLLING, next poll 2026-11-24T20:15:45Z",
                        "Notifications: 3",
                        "By type: {ai_job_failed=1, preview_ready=1, unknown=1}",
                        "Waiting to be sent: 1",
                        "What became of arrivals: {IN_PLUGIN=1}",
                        "Connected: 3",
                        "  vscode 1.4 since 2026-11-24T20:15:00Z, delivered 12, waiting 3, in focus",
                        " at dev.hivesync.inbox.Inbox.open(Inbox.java:58)")
                .anyMatch(line -> line.startsWith("Java: " + Runtime.version().feature()))
                .anyMatch(line -> line.endsWith("the plugin bridge listens on port 49152"));
        assertThat(report.lines().filter("== Program"::equals))
                .as("a plugin makes no lines of its own")
                .hasSize(1);
        assertThat(ofTheCommand().lines()).contains("App: not running", "Notifications: 3", "Connected: 0");
    }

    @Test
    void the_history_keeps_the_latest() {
        LinkHistory history = new LinkHistory(InstantSource.fixed(NOW));
        for (int i = 0; i < 500; i++) {
            Link link = new Link(Connection.POLLING, NOW.plusSeconds(i), 45);
            history.accept(new Step(
                    new InboxState(
                            "",
                            "",
                            java.util.Map.of(),
                            0,
                            dev.hivesync.inbox.Progress.NONE,
                            List.of(),
                            link,
                            List.of(),
                            List.of(),
                            1),
                    List.of()));
        }
        assertThat(history.moments()).hasSize(LinkHistory.MOST);
        assertThat(history.moments().getLast().link().nextPollAt()).isEqualTo(NOW.plusSeconds(499));
    }

    @Test
    void it_is_written_whole_and_a_place_that_cannot_be_written_is_said_in_a_sentence() throws Exception {
        Path file = directory.resolve("diagnostics.txt");
        Files.writeString(file, "an old one");
        assertThat(Main.commandLine(home).execute("diagnostics", "--to", file.toString()))
                .isZero();
        assertThat(Files.readString(file)).startsWith("HiveSync diagnostics: ").endsWith("(Inbox.java:58)\n");

        StringWriter err = new StringWriter();
        CommandLine commands = Main.commandLine(home).setErr(new PrintWriter(err));
        Path nowhere = directory.resolve("missing").resolve("diagnostics.txt");
        assertThat(commands.execute("diagnostics", "--to", nowhere.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .isEqualTo(
                        "hivesync: The diagnostics could not be written to %s. Choose a place that is writable.%n",
                        nowhere);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactlyInAnyOrder(file, home.root());
        }

        Diagnosis diagnosis = new Diagnosis(home, InstantSource.fixed(NOW));
        assertThat(diagnosis
                        .saving(diagnosis::ofFiles)
                        .save(nowhere)
                        .toCompletableFuture()
                        .get())
                .isFalse();
        assertThat(diagnosis
                        .saving(diagnosis::ofFiles)
                        .save(file)
                        .toCompletableFuture()
                        .get())
                .isTrue();
    }

    @Test
    void where_nothing_can_be_read_it_says_so() throws Exception {
        Files.writeString(home.settings(), "not json");
        Files.deleteIfExists(home.logs().resolve("hivesync.log"));
        assertThat(ofTheCommand().lines()).contains("File: not understood, the defaults hold");
    }
}
