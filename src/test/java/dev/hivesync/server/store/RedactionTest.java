package dev.hivesync.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
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
                "70617373776f72643d68756e74657232"
            })
    void a_secret_or_path_in_disguise_is_found(String leak) {
        assertThat(Redaction.sensitive(leak)).isTrue();
        assertThat(Redaction.sensitiveId(leak)).isTrue();
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
                "Done \uD83D\uDC69\u200D\uD83D\uDCBB"
            })
    void an_ordinary_text_stays(String text) {
        assertThat(Redaction.sensitive(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a ", "a/", "%25", "abcdefg ", "a.b-"})
    void a_long_text_is_judged(String piece) {
        assertThatCode(() -> Redaction.sensitive(piece.repeat(10_000))).doesNotThrowAnyException();
    }
}
