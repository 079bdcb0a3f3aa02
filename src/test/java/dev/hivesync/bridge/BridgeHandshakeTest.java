package dev.hivesync.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.inbox.Fact;
import dev.hivesync.wire.BridgeProof;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BridgeHandshakeTest extends AtADesk {

    @Test
    void both_sides_prove_themselves_and_the_desktop_says_where_it_stands() throws Exception {
        desk.complete("n-1", "n-2");
        try (RawPlugin plugin = RawPlugin.upgraded(desk.announced())) {
            JsonNode ready = plugin.prove(null);
            assertThat(Json.MAPPER.writeValueAsString(ready))
                    .isEqualTo("{\"type\":\"ready\",\"payload\":{\"protocol_version\":\"1.0\",\"instance\":\""
                            + desk.announced().instance()
                            + "\",\"seq\":2,\"replay_from\":2,\"unread\":3,\"connection\":\"live\"}}");
            await().until(() -> desk.facts.stream()
                    .anyMatch(fact -> fact instanceof Fact.PluginsConnected connected
                            && connected.plugins().size() == 1
                            && connected.plugins().getFirst().client().equals("raw")));
        }
        await().until(() -> desk.facts.getLast().equals(new Fact.PluginsConnected(List.of())));
    }

    @Test
    void a_wrong_proof_is_unauthorized() throws Exception {
        try (RawPlugin plugin = RawPlugin.upgraded(desk.announced())) {
            plugin.send(RawPlugin.hello("1.0", null));
            plugin.receive();
            plugin.send(RawPlugin.auth(BridgeProof.of(desk.announced(), BridgeProof.CLIENT, RawPlugin.NONCE, "other")));
            assertThat(plugin.receive().path("payload").path("code").asString()).isEqualTo("unauthorized");
            assertThat(plugin.closeCode()).isEqualTo(4401);
            assertThat(plugin.atEnd()).isTrue();
        }
    }

    @Test
    void the_desktops_own_proof_sent_back_is_unauthorized() throws Exception {
        try (RawPlugin plugin = RawPlugin.upgraded(desk.announced())) {
            plugin.send(RawPlugin.hello("1.0", null));
            plugin.send(RawPlugin.auth(
                    plugin.receive().path("payload").path("proof").asString()));
            plugin.receive();
            assertThat(plugin.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void guesses_past_the_fifth_get_no_answer_and_keep_nobody_out() throws Exception {
        for (int guess = 0; guess < 8; guess++) {
            try (RawPlugin plugin = RawPlugin.upgraded(desk.announced())) {
                plugin.send(RawPlugin.hello("1.0", null));
                plugin.receive();
                plugin.send(RawPlugin.auth("guess"));
                if (guess < 5) {
                    assertThat(plugin.receive().path("type").asString()).isEqualTo("error");
                } else if (guess == 7) {
                    assertThat(plugin.atEnd()).isTrue();
                }
            }
        }
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            assertThat(plugin.ready).isNotNull();
        }
    }

    @Test
    void another_protocol_version_is_refused_by_name() throws Exception {
        try (RawPlugin plugin = RawPlugin.upgraded(desk.announced())) {
            plugin.send(RawPlugin.hello("2.0", null));
            assertThat(plugin.receive().path("payload").path("code").asString()).isEqualTo("protocol_mismatch");
            assertThat(plugin.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void nothing_is_heard_before_the_proof() throws Exception {
        try (RawPlugin plugin = RawPlugin.upgraded(desk.announced())) {
            plugin.send("{\"type\":\"ack\",\"payload\":{\"notification_ids\":[\"n-1\"]}}");
            assertThat(plugin.receive().path("payload").path("code").asString()).isEqualTo("unauthorized");
            assertThat(plugin.closeCode()).isEqualTo(4401);
        }
        assertThat(desk.facts).isEmpty();
    }

    @Test
    void a_short_nonce_is_malformed() throws Exception {
        try (RawPlugin plugin = RawPlugin.upgraded(desk.announced())) {
            plugin.send(RawPlugin.hello("1.0", null).replace(RawPlugin.NONCE, "c2hvcnQ="));
            assertThat(plugin.receive().path("payload").path("code").asString()).isEqualTo("malformed");
            assertThat(plugin.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void what_a_plugin_says_reaches_the_desktop() throws Exception {
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            plugin.send("{\"type\":\"ping\",\"request_id\":\"p-1\",\"payload\":{}}");
            assertThat(plugin.event().toString())
                    .isEqualTo("{\"type\":\"pong\",\"request_id\":\"p-1\",\"payload\":{}}");
            plugin.send("{\"type\":\"from_a_later_version\",\"payload\":{}}");
            plugin.send("{\"type\":\"ack\",\"payload\":{\"notification_ids\":[\"n-1\",\"n-2\",\"n-1\"]}}");
            plugin.send("{\"type\":\"job_started\",\"payload\":{\"project_id\":\"proj-1\",\"job_id\":\"job-9\"}}");
            plugin.send("{\"type\":\"focus\",\"payload\":{\"project_id\":\"proj-1\"}}");
            await().until(() -> desk.facts.contains(new Fact.Read(Set.of("n-1", "n-2")))
                    && desk.jobs.contains("proj-1/job-9")
                    && desk.bridge.focusedProjects().equals(Set.of("proj-1"))
                    && focusToldToTheInbox().equals(Set.of("proj-1")));
            plugin.send("{\"type\":\"focus\",\"payload\":{\"project_id\":null}}");
            await().until(() -> focusToldToTheInbox().isEmpty());
            plugin.send("{\"type\":\"focus\",\"payload\":{\"project_id\":\"proj-1\"}}");
            await().until(() -> !focusToldToTheInbox().isEmpty());
        }
        await().until(() ->
                desk.bridge.focusedProjects().isEmpty() && focusToldToTheInbox().isEmpty());
    }

    private Set<String> focusToldToTheInbox() {
        return desk.facts.stream()
                .filter(Fact.PluginsConnected.class::isInstance)
                .map(Fact.PluginsConnected.class::cast)
                .reduce((_, latest) -> latest)
                .map(connected -> connected.plugins().stream()
                        .map(ConnectedPlugin::focus)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    @Test
    void a_plugin_can_not_send_events() throws Exception {
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            plugin.send(
                    "{\"type\":\"ai_job_complete\",\"request_id\":\"r\",\"payload\":{\"notification_id\":\"n-1\"}}");
            JsonNode error = plugin.event();
            assertThat(error.path("payload").path("code").asString()).isEqualTo("forbidden");
            assertThat(error.path("request_id").asString()).isEqualTo("r");
            plugin.send("{\"type\":\"ack\",\"request_id\":\"a\",\"payload\":{}}");
            error = plugin.event();
            assertThat(error.path("payload").path("code").asString()).isEqualTo("malformed");
            assertThat(error.path("request_id").asString()).isEqualTo("a");
            desk.complete("n-1");
            assertThat(plugin.event().path("seq").asInt()).isEqualTo(1);
        }
    }

    @Test
    void the_file_is_private_and_gone_at_the_end() throws Exception {
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(desk.file)))
                    .isEqualTo("rw-------");
        }
        assertThat(desk.announced().token()).hasSize(43);
        assertThat(desk.announced().port()).isEqualTo(desk.bridge.port());
        desk.close();
        desk.close();
        assertThat(desk.file).doesNotExist();
    }

    @Test
    void another_desktops_file_is_left_alone() throws Exception {
        try (Desk second = new Desk(directory)) {
            desk.close();
            assertThat(second.announced().port()).isEqualTo(second.bridge.port());
        }
        assertThat(desk.file).doesNotExist();
    }

    @Test
    void a_taken_port_is_one_clear_sentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> new Desk(directory, BridgeLimits.CONTRACT, taken.getLocalPort()))
                    .isInstanceOf(BridgeUnavailableException.class)
                    .hasMessage(
                            "Port " + taken.getLocalPort()
                                    + " is taken by another program: give the plugin bridge another one, or 0 for any free one.");
        }
    }

    @Test
    void plugins_are_told_that_the_desktop_closes() throws Exception {
        try (RawPlugin plugin = RawPlugin.ready(desk.announced(), null)) {
            desk.close();
            assertThat(plugin.closeCode()).isEqualTo(1001);
            assertThat(plugin.atEnd()).isTrue();
        }
    }
}
