package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseThemeRulesTest {

    @Test
    void rules_of_controls_that_the_window_does_not_have_go() {
        assertThat(BaseTheme.onScreen("""
                        /* .button { no rule } */
                        .root { -color: red; }
                        .button:hover > .text, .split-menu-button > .button { a: b }
                        .table-view .cell { a: b }
                        Text { c: d }
                        """)).isEqualTo("""
                        .root { -color: red; }
                        .button:hover > .text { a: b }
                        Text { c: d }
                        """);
    }

    @Test
    void both_shades_have_the_same_rules() throws Exception {
        assertThat(selectors("light")).isEqualTo(selectors("dark"));
    }

    private static String selectors(String shade) throws Exception {
        return BaseTheme.of("/atlantafx/base/theme/primer-" + shade + ".css").replaceAll("\\{[^}]*}", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dark", "light"})
    void of_a_theme_a_fifth_stays(String shade) throws Exception {
        String theme = BaseTheme.of("/atlantafx/base/theme/primer-" + shade + ".css");
        assertThat(theme.length()).isBetween(20_000, 40_000);
        assertThat(theme)
                .contains("-color-bg-default", ".toggle-switch > .thumb {", ".tooltip {")
                .doesNotContain("table-view");
    }
}
