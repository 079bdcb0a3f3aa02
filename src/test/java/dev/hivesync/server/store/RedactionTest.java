package dev.hivesync.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%25252525252Fhome%25252525252Fada",
                "/ho\u200Bme/ada",
                "C\u2060:\\Users",
                "pass\u202Eword=hunter2",
                "pass\u00ADword: hunter2",
                "/L2hvbWUvYWRhL3Byb2plY3Q",
                "xL2hvbWUvYWRhL3Byb2plY3Q",
                "xyzL2hvbWUvYWRhL3Byb2plY3Q",
                "/y9ob21lL2FkYS9w",
                "2f686f6d652f616461",
                "70617373776f72643d68756e74657232",
                "\\x2fhome\\x2fada",
                "\\x43\\x3a\\x5cUsers\\x5cada",
                "\\057home\\057ada",
                "\\u{2f}home\\u{2f}ada",
                "\\U0000002fhome",
                "%u002fhome%u002fada",
                "&sol;home&sol;ada",
                "&amp;#47;home&amp;#47;ada",
                "=2Fhome=2Fada",
                "{\"log\":\"{\\\"api_key\\\":\\\"abc123\\\"}\"}",
                "{\"a\":\"{\\\"b\\\":\\\"{\\\\\\\"password\\\\\\\":\\\\\\\"abc123\\\\\\\"}\\\"}\"}",
                // Base64 of less than eight characters: the roots by themselves.
                "L2V0Yw",
                "L2V0Yw==",
                "in L2hvbWU= of",
                "QzpcYQ=="
            })
    void a_secret_or_path_in_disguise_is_found(String leak) {
        assertThat(Redaction.sensitive(leak)).isTrue();
        assertThat(Redaction.sensitiveId(leak)).isTrue();
    }

    private static final List<String> PATHS = List.of(
            "/workspace/project/key.pem", "D:\\work\\key.pem", "\\\\server\\share\\key.pem", "src/main/java/App.java");

    /// A path of no well-known root with a byte that is no text before, within or behind it.
    private static Stream<String> withAStrayByte() {
        return PATHS.stream().flatMap(path -> {
            byte[] text = path.getBytes(StandardCharsets.US_ASCII);
            return IntStream.of(0, 4, text.length).mapToObj(at -> {
                byte[] spoilt = new byte[text.length + 1];
                System.arraycopy(text, 0, spoilt, 0, at);
                spoilt[at] = (byte) 0xFF;
                System.arraycopy(text, at, spoilt, at + 1, text.length - at);
                return base64(spoilt);
            });
        });
    }

    @ParameterizedTest
    @MethodSource("withAStrayByte")
    void a_stray_byte_in_base64_hides_no_path(String leak) {
        assertThat(Redaction.sensitive(leak)).isTrue();
        assertThat(Redaction.sensitiveId(leak)).isTrue();
    }

    @ParameterizedTest
    @FieldSource("PATHS")
    void neither_do_two_bytes_for_a_character_nor_digits_for_a_byte(String path) {
        assertThat(Redaction.sensitive(base64(path.getBytes(StandardCharsets.UTF_16LE))))
                .isTrue();
        assertThat(Redaction.sensitive(HexFormat.of().formatHex(path.getBytes(StandardCharsets.UTF_8))))
                .isTrue();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3f786850e387550fdab836ed7e6dc881de23001b",
                "123e4567-e89b-12d3-a456-426614174000",
                "job-2026-11-24"
            })
    void an_ordinary_id_stays(String id) {
        assertThat(Redaction.sensitiveId(id)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The build of 52a3202 and/or eed7086 failed.",
                "123e4567-e89b-12d3-a456-426614174000",
                "Wi-Fi 5/6 is down since 2026-11-24T20:45:00Z.",
                "See https://example.org/help/limits for more.",
                "Die Größenüberschreitung der Benachrichtigungseinstellungen wurde gemeldet.",
                "{\"state\":\"done\",\"count\":3}",
                "Done \uD83D\uDC69\u200D\uD83D\uDCBB",
                "Line 1\\nLine 2, 80%25 used, a=20 b=30, R&amp;D"
            })
    void an_ordinary_text_stays(String text) {
        assertThat(Redaction.sensitive(text)).isFalse();
    }

    private static final List<UnaryOperator<String>> ENCODINGS = List.of(
            text -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"),
            text -> base64(text.getBytes(StandardCharsets.UTF_8)),
            text -> text.chars().mapToObj("&#%d;"::formatted).collect(Collectors.joining()),
            text -> text.chars().mapToObj("\\x%02x"::formatted).collect(Collectors.joining()));

    @Test
    void any_two_layers_are_seen_through() {
        for (UnaryOperator<String> outer : ENCODINGS) {
            for (UnaryOperator<String> inner : ENCODINGS) {
                assertThat(Redaction.sensitiveId(outer.apply(inner.apply("see /work/x"))))
                        .isTrue();
            }
        }
    }

    @Test
    void a_harmless_text_stays_whatever_it_is_in() {
        // Backslashes between letters look like a path of Windows, so the last one is left out.
        for (UnaryOperator<String> outer : ENCODINGS.subList(0, 3)) {
            for (UnaryOperator<String> inner : ENCODINGS.subList(0, 3)) {
                assertThat(Redaction.sensitiveId(outer.apply(inner.apply("All is well."))))
                        .isFalse();
            }
        }
    }

    /// Texts made to have as many readings as can be: each piece is plain in one encoding and hidden in the others.
    private static Stream<String> laborious() {
        String mixed = "%2541 &#37;41 \\x2541 QUFBQUFBQUE ";
        String nested = mixed;
        for (int i = 0; i < Redaction.MAX_LAYERS; i++) {
            nested = nested.replace("%", "%25").replace("&", "&amp;").replace("\\", "\\x5c");
        }
        String percents = "%" + "25".repeat(Redaction.MAX_LAYERS) + "41 ";
        String base64 = "All is well. ".repeat(20);
        for (int i = 0; i < Redaction.MAX_LAYERS - 1; i++) {
            base64 = base64(base64.getBytes(StandardCharsets.UTF_8));
        }
        return Stream.of(mixed, nested, percents, base64, "a ", "a/", "%25", "abcdefg ", "a.b-", "QUFBQUFB ", "\uFDFA")
                .map(piece -> piece.repeat(2_048 / piece.length() + 1).substring(0, 2_048));
    }

    @ParameterizedTest
    @MethodSource("laborious")
    void looking_through_all_layers_takes_a_bounded_number_of_steps(String text) {
        Redaction search = Redaction.ofText();
        search.finds(text);
        // What takes it over the limit is still counted, and is at most as long as the text at its widest.
        assertThat(search.characters()).isBetween(1, Redaction.MAX_CHARACTERS + 18 * 2_048);
    }

    @Test
    void what_takes_too_many_layers_is_hidden() {
        String text = "x%" + "25".repeat(Redaction.MAX_LAYERS + 1) + "41";
        assertThat(Redaction.sensitive("x%2541")).isFalse();
        assertThat(Redaction.sensitive(text)).isTrue();
    }
}
