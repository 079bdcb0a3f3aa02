package dev.hivesync.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchTest {

    private static boolean of(String value, boolean otherwise) {
        return Switch.of(Map.of("MASK_SYSTEM", value), "MASK_SYSTEM", otherwise);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "TRUE", "True", "yes", "Yes", "on", "ON", " true ", "\ttrue\n"})
    void says_yes(String value) {
        assertThat(of(value, false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "false", "FALSE", "no", "No", "off", "OFF", " false "})
    void says_no(String value) {
        assertThat(of(value, true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void says_nothing(String value) {
        assertThat(of(value, true)).isTrue();
        assertThat(of(value, false)).isFalse();
    }

    @Test
    void what_is_not_there_says_nothing() {
        assertThat(Switch.of(Map.of(), "MASK_SYSTEM", true)).isTrue();
        assertThat(Switch.of(Map.of(), "MASK_SYSTEM", false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "tru", "enabled", "y", "t", "ja", "\"true\"", "true;", "01"})
    void another_word_is_refused_by_the_name_of_its_variable(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(value, false))
                .withMessage("MASK_SYSTEM must be true or false (or 1, 0, yes, no, on, off).");
    }
}
