package dev.hivesync.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.bridge.BridgeLimits;
import dev.hivesync.bridge.Desk;
import dev.hivesync.inbox.Fact;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.BridgeFrame.OpenReview;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LocalServer;
import dev.hivesync.wire.PrivateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// The Neovim plugin in a real Neovim against the real bridge.
@Timeout(120)
@EnabledIf("dev.hivesync.plugin.Neovim#installed")
class NeovimTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String STATUS = "require('hivesync').statusline()";

    @TempDir
    Path home;

    private Neovim neovim;

    @BeforeEach
    void start() throws Exception {
        neovim = new Neovim(home);
    }

    @AfterEach
    void stop() throws Exception {
        neovim.close();
    }

    @Test
    void the_digest_is_that_of_the_standard_for_every_length() throws Exception {
        neovim.run("sha = require('hivesync.sha256')");
        for (int length = 0; length <= 140; length++) {
            String hex = neovim.text("(sha.digest(string.rep('\\0', " + length
                    + ")):gsub('.', function(c) return string.format('%02x', c:byte()) end))");
            assertThat(hex)
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(new byte[length])));
        }
        assertThat(neovim.text("sha.base64('a') .. sha.base64('ab') .. sha.base64('abc') .. sha.base64('')"))
                .isEqualTo("YQ==YWI=YWJj");
    }

    @Test
    void its_proofs_and_frames_are_those_of_the_protocols_page() throws Exception {
        String page = Files.readString(
                Path.of(System.getProperty("hivesync.basedir", "."), "src", "site", "markdown", "bridge-protocol.md"));
        neovim.run("file = { port = 49152, instance = '00112233445566778899aabbccddeeff',"
                + " token = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' }");
        for (String role : List.of("server", "client")) {
            assertThat(page)
                    .contains("| " + role + " proof | `"
                            + neovim.text("require('hivesync.bridge').mac(file, '" + role
                                    + "', 'EBESExQVFhcYGRobHB0eHw==', 'oKGio6SlpqeoqaqrrK2ur7CxsrO0tba3')")
                            + "` |");
        }
        String ping = neovim.text("(require('hivesync.socket').frame(1, '{\"type\":\"ping\",\"payload\":{}}',"
                + " '\\55\\250\\33\\61'):gsub('.', function(c) return string.format('%02x', c:byte()) end))");
        assertThat(page).contains("| ping frame | `" + ping + "` |");
    }

    @Test
    void it_pings_where_the_wall_clock_is_a_multiple_of_15_seconds() throws Exception {
        neovim.run("until_ping = require('hivesync.bridge').until_ping");
        assertThat(
                        neovim.text(
                                "table.concat({ until_ping(1796000000000, 15000), until_ping(1796000004000, 15000),"
                                        + " until_ping(1796000009900, 15000), until_ping(1796000009999, 15000), until_ping(-1000, 15000) }, ' ')"))
                .isEqualTo("10000 6000 100 15000 1000");
    }

    @Test
    void an_event_is_a_message_a_count_and_a_panel_and_entering_that_marks_it_read() throws Exception {
        try (Desk desk = new Desk(home)) {
            connect(desk);
            desk.complete("n-1");
            awaitText("notes[1]", "HiveSync: document_function in proj-1 is complete");
            awaitText(STATUS, "HiveSync 3");
            assertThat(neovim.text("panel_lines()[1]")).isEqualTo("HiveSync: document_function in proj-1");
            assertThat(neovim.text("vim.api.nvim_buf_get_name(0)")).isEmpty();
            assertThat(desk.facts).noneMatch(Fact.Read.class::isInstance);
            neovim.run("vim.cmd('wincmd w')");
            awaitRead(desk, "n-1");
        }
    }

    @Test
    void the_panel_shows_the_explanation_and_the_difference() throws Exception {
        try (Desk desk = new Desk(home);
                MockWebServer server = new MockWebServer()) {
            server.enqueue(json("{\"access_token\":\"t-1\"}"));
            server.enqueue(json("{\"result\":{\"summary\":\"A comment\",\"explanation\":\"Says why.\\nAt length.\","
                    + "\"changes\":[{\"file\":\"a.lua\",\"before\":\"one\\ntwo\\n\",\"after\":\"one\\n2\\n\"}]}}"));
            server.start();
            LocalServer local = new LocalServer(
                    "http://127.0.0.1:" + server.getPort(),
                    "me@example.org",
                    "pass",
                    "key",
                    "jdbc",
                    ProcessHandle.current().pid());
            PrivateFile.write(home.resolve(LocalServer.FILE), Json.MAPPER.writeValueAsString(local));
            connect(desk);
            desk.complete("n-1");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(neovim.text("table.concat(panel_lines() or {}, '\\n')"))
                            .isEqualTo("HiveSync: document_function in proj-1\n\nA comment\n\nSays why.\nAt length.\n\n"
                                    + "--- a/a.lua\n+++ b/a.lua\n@@ -1,2 +1,2 @@\n one\n-two\n+2"));
            RecordedRequest login = server.takeRequest();
            assertThat(login.getTarget()).isEqualTo("/api/v1/auth/login");
            assertThat(Json.MAPPER.readValue(login.getBody().utf8(), Api.Login.class))
                    .isEqualTo(new Api.Login("me@example.org", "pass"));
            RecordedRequest job = server.takeRequest();
            assertThat(job.getTarget()).isEqualTo("/api/v1/ai/jobs/job-n-1");
            assertThat(job.getHeaders().get("Authorization")).isEqualTo("Bearer t-1");
        }
    }

    @Test
    void disconnected_in_the_desktop_it_stays_away_until_it_is_told_to_come_back() throws Exception {
        try (Desk desk = new Desk(home)) {
            connect(desk);
            assertThat(desk.bridge.disconnect(desk.bridge.plugins().getFirst().id()))
                    .isTrue();
            awaitText(STATUS, "Disconnected");
            assertThat(neovim.text("notes[1]")).contains(":HiveSync reconnect");
            await().during(Duration.ofMillis(500))
                    .atMost(PATIENCE)
                    .until(() -> desk.bridge.plugins().isEmpty());
            neovim.run("vim.cmd('HiveSync reconnect')");
            await().atMost(PATIENCE).until(() -> desk.bridge.plugins().size() == 1);
        }
    }

    @Test
    void what_is_read_elsewhere_takes_its_panel_away() throws Exception {
        try (Desk desk = new Desk(home)) {
            connect(desk);
            desk.complete("n-1");
            await().atMost(PATIENCE)
                    .until(() -> !neovim.run("return panel_lines()").isNull());
            desk.read("n-1");
            await().atMost(PATIENCE)
                    .until(() -> neovim.run("return panel_lines()").isNull());
        }
    }

    @Test
    void focus_and_jobs_reach_the_desktop_and_a_spinner_runs_until_the_job_is_complete() throws Exception {
        try (Desk desk = new Desk(home)) {
            connect(desk);
            await().atMost(PATIENCE).until(() -> desk.bridge.focusedProjects().equals(Set.of("proj-1")));
            neovim.run("vim.cmd('doautocmd FocusLost')");
            await().atMost(PATIENCE).until(() -> desk.bridge.focusedProjects().isEmpty());
            neovim.run("vim.cmd('doautocmd FocusGained')");
            await().atMost(PATIENCE).until(() -> desk.bridge.focusedProjects().equals(Set.of("proj-1")));
            neovim.run("vim.cmd('HiveSync job proj-1 job-n-1')");
            await().atMost(PATIENCE).until(() -> desk.jobs.contains("proj-1/job-n-1"));
            assertThat(neovim.text(STATUS)).matches("HiveSync 3 [⠀-⣿]");
            desk.complete("n-1");
            awaitText(STATUS, "HiveSync 3");
        }
    }

    @Test
    void open_in_editor_opens_the_panel_and_goes_there() throws Exception {
        try (Desk desk = new Desk(home)) {
            connect(desk);
            assertThat(desk.bridge.open(new OpenReview("job-1", "proj-1", "document_function", "n-7")))
                    .contains("neovim");
            awaitRead(desk, "n-7");
            assertThat(neovim.text("vim.api.nvim_buf_get_name(0)")).endsWith("hivesync://review");
        }
    }

    @Test
    void a_desktop_that_starts_anew_is_followed_anew_and_hears_what_was_read_meanwhile() throws Exception {
        try (Desk first = new Desk(home)) {
            connect(first);
            first.complete("n-1");
            awaitText("notes[1]", "HiveSync: document_function in proj-1 is complete");
        }
        awaitText(STATUS, "Desktop not running");
        neovim.run("vim.cmd('HiveSync open')");
        try (Desk second = new Desk(home)) {
            awaitRead(second, "n-1");
            second.complete("n-1", "n-2");
            await().atMost(PATIENCE).until(() -> neovim.run("return #notes").intValue() == 2);
        }
    }

    @Test
    void a_connection_that_is_cut_again_and_again_loses_and_repeats_nothing() throws Exception {
        BridgeLimits brief = BridgeLimits.CONTRACT.within(PATIENCE, PATIENCE, Duration.ofMillis(400));
        try (Desk desk = new Desk(home, brief, 0)) {
            neovim.run("require('hivesync').setup({ projects = { 'proj-1' }, timing = { retry = 50 } })");
            awaitText(STATUS, "Offline");
            for (int i = 1; i <= 30; i++) {
                desk.complete("n-" + i);
                int sent = i;
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> neovim.run("return #notes").intValue() == sent);
            }
        }
    }

    @Test
    void a_squatter_is_told_nothing() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (MockWebServer squatter = new MockWebServer()) {
            squatter.enqueue(Squatter.answering(heard));
            squatter.start();
            BridgeFile file = new BridgeFile(1, squatter.getPort(), 1, "aa", "the-secret-token");
            PrivateFile.write(home.resolve(BridgeFile.FILE), Json.MAPPER.writeValueAsString(file));
            setup();
            awaitText(
                    "notes[1]",
                    "HiveSync: What listens on the desktop's port is not the desktop; it was told nothing.");
            assertThat(heard)
                    .singleElement()
                    .satisfies(text -> assertThat(text).contains("\"hello\"").doesNotContain(file.token()));
            assertThat(neovim.run("return panel_lines()").isNull()).isTrue();
        }
    }

    @Test
    void a_file_that_others_can_read_is_not_used() throws Exception {
        try (Desk desk = new Desk(home)) {
            Files.setPosixFilePermissions(desk.file, PosixFilePermissions.fromString("rw-r-----"));
            setup();
            awaitText(
                    "notes[1]",
                    "HiveSync: Others than you can read or change bridge.json; it is not used."
                            + " Restart HiveSync Desktop.");
            Files.setPosixFilePermissions(desk.file, PosixFilePermissions.fromString("rw-------"));
            awaitText(STATUS, "Offline");
        }
    }

    private void setup() {
        neovim.run("require('hivesync').setup({ projects = { 'proj-1' } })");
    }

    private void connect(Desk desk) {
        desk.step(List.of());
        setup();
        awaitText(STATUS, "HiveSync 3");
    }

    private void awaitText(String expression, String wanted) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(neovim.text(expression)).isEqualTo(wanted));
    }

    private static void awaitRead(Desk desk, String id) {
        await().atMost(PATIENCE).until(() -> desk.facts.contains(new Fact.Read(Set.of(id))));
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }
}
