package dev.hivesync.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hivesync.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Only what the holder of the key says now, of files on known hosts, is believed.
class JudgementTest {

    private static final Releases RELEASES = new Releases();

    private final Judgement judgement =
            new Judgement(RELEASES.source("https://hivesync.example.com/update.json"), new ReleaseNumber(0, 9, 10));

    private Outcome of(String file) {
        return judgement.of(file, Instant.EPOCH, Releases.NOW);
    }

    @Test
    void a_newer_version_is_told_with_where_it_is() {
        assertThat(of(RELEASES.signed(Releases.manifest("0.10.0"))))
                .isInstanceOfSatisfying(Outcome.Newer.class, newer -> {
                    assertThat(newer.manifest().version()).hasToString("0.10.0");
                    assertThat(newer.manifest().page()).hasToString("https://hivesync.example.com/releases/0.10.0");
                    assertThat(newer.manifest().downloads()).containsKey("linux-x64-deb");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.9.10", "0.9.9", "0.8.999"})
    void this_version_and_older_ones_are_no_news(String version) {
        assertThat(of(RELEASES.signed(Releases.manifest(version)))).isInstanceOf(Outcome.Newest.class);
    }

    static Stream<Arguments> spoiled() {
        return Stream.of(
                spoiled(Refusal.EXPIRED, json -> json.put("expires", Releases.NOW.toString())),
                spoiled(Refusal.FROM_THE_FUTURE, json -> json.put("released", "2026-12-24T12:00:00Z")),
                spoiled(Refusal.WRONG_HOST, json -> json.put("page", "https://evil.example/")),
                spoiled(Refusal.WRONG_HOST, json -> json.put("page", "http://hivesync.example.com/")),
                spoiled(Refusal.WRONG_HOST, json -> json.put("page", "https://hivesync.example.com:444/")),
                spoiled(Refusal.WRONG_HOST, json -> json.put("page", "https://hivesync.example.com@evil.example/")),
                spoiled(Refusal.WRONG_HOST, json -> json.put("page", "https://x@hivesync.example.com/")),
                spoiled(Refusal.WRONG_HOST, json -> json.put("page", "file:///etc/passwd")),
                spoiled(Refusal.WRONG_HOST, json -> json.put("page", "javascript:alert(1)")),
                spoiled(
                        Refusal.WRONG_HOST,
                        json -> ((ObjectNode) json.path("downloads").path("linux-x64-deb"))
                                .put("url", "https://evil.example/x.deb")),
                spoiled(Refusal.NO_MANIFEST, json -> json.put("page", "https://hivesync.example.com/\n")),
                spoiled(Refusal.NO_MANIFEST, json -> json.remove("page")),
                spoiled(Refusal.NO_MANIFEST, json -> json.put("v", 2)),
                spoiled(Refusal.NO_MANIFEST, json -> json.put("version", "1.0")),
                spoiled(Refusal.NO_MANIFEST, json -> json.put("version", "9999999999.0.0")),
                spoiled(Refusal.NO_MANIFEST, json -> json.put("released", "yesterday")),
                spoiled(Refusal.NO_MANIFEST, json -> json.put("notes", "x".repeat(1_001))),
                spoiled(
                        Refusal.NO_MANIFEST,
                        json -> ((ObjectNode) json.path("downloads").path("linux-x64-deb")).put("sha256", "00")));
    }

    private static Arguments spoiled(Refusal why, Consumer<ObjectNode> how) {
        ObjectNode json = Releases.manifest("0.10.0");
        how.accept(json);
        return Arguments.of(why, json);
    }

    @ParameterizedTest
    @MethodSource("spoiled")
    void what_is_signed_and_makes_no_sense_is_refused(Refusal why, ObjectNode manifest) {
        assertThat(of(RELEASES.signed(manifest))).isEqualTo(new Outcome.Refused(why));
    }

    @Test
    void what_another_key_signed_or_nobody_is_forged() {
        assertThat(of(new Releases().signed(Releases.manifest("0.10.0"))))
                .isEqualTo(new Outcome.Refused(Refusal.FORGED));
        assertThat(of(Releases.envelope("{}".getBytes(StandardCharsets.US_ASCII), new byte[64])))
                .isEqualTo(new Outcome.Refused(Refusal.FORGED));
        assertThat(of(Releases.envelope("{}".getBytes(StandardCharsets.US_ASCII), new byte[0])))
                .isEqualTo(new Outcome.Refused(Refusal.FORGED));
        assertThat(of(RELEASES.signed(Releases.manifest("0.10.0"), "something else\n")))
                .as("signed, but under something else")
                .isEqualTo(new Outcome.Refused(Refusal.FORGED));

        JsonNode whole = Json.MAPPER.readTree(RELEASES.signed(Releases.manifest("0.10.0")));
        byte[] manifest = Base64.getDecoder().decode(whole.path("manifest").asString());
        manifest[30] ^= 1;
        assertThat(of(Releases.envelope(
                        manifest,
                        Base64.getDecoder().decode(whole.path("signature").asString()))))
                .isEqualTo(new Outcome.Refused(Refusal.FORGED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{", "<html>", "{\"manifest\":7}", "{\"manifest\":\"***\",\"signature\":\"\"}"
            })
    void what_is_no_envelope_is_no_manifest(String text) {
        assertThat(of(text))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why()).isIn(Refusal.NO_MANIFEST, Refusal.FORGED));
    }

    @Test
    void a_manifest_older_than_one_that_was_seen_is_a_trick() {
        ObjectNode old = Releases.manifest("0.10.0");
        Instant released = Instant.parse(old.path("released").asString());

        assertThat(judgement.of(RELEASES.signed(old), released, Releases.NOW)).isInstanceOf(Outcome.Newer.class);
        assertThat(judgement.of(RELEASES.signed(old), released.plusSeconds(1), Releases.NOW))
                .isEqualTo(new Outcome.Refused(Refusal.OLDER_THAN_ONE_SEEN));
    }

    @Test
    void a_build_names_https_and_an_ed25519_key_or_does_not_look() {
        String url = "https://hivesync.example.com/u.json";
        assertThat(ReleaseSource.of("", "", "")).isEmpty();
        assertThat(ReleaseSource.of(url, "", "")).isEmpty();
        assertThatThrownBy(() -> ReleaseSource.of(url, "AAAA", "")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> RELEASES.source("http://hivesync.example.com/u.json"))
                .isInstanceOf(IllegalStateException.class);
    }
}
