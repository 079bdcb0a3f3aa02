package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hivesync.attention.Appearance;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.Pictures.Size;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.settings.Servers;
import dev.hivesync.desktop.work.Errands;
import java.util.List;
import java.util.Locale;
import javafx.css.CssParser;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.testfx.api.FxToolkit;

/// The style sheets say nothing that JavaFX does not understand: each colour they look up is there, in both themes and
/// while one takes the other's place.
class StylesTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("javafx.css");
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void listen() {
        CssParser.errorsProperty().clear();
        logger.setLevel(Level.WARN);
        heard.start();
        logger.addAppender(heard);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(heard);
    }

    @Test
    void no_style_is_refused_in_either_theme_nor_between_them() throws Exception {
        Preferences preferences = Preferences.inMemory(Settings.DEFAULT);
        try (Pictures pictures = new Pictures(
                Size.USUAL,
                new Texts(Locale.ENGLISH),
                Pictures.ports(Errands.NONE, preferences, Servers.FIXED),
                Opening.QUIET)) {
            pictures.show(Samples.present(Samples.state(Samples.LIVE, Samples.day())))
                    .select("job:job-8e90");
            for (Appearance next : List.of(Appearance.LIGHT, Appearance.DARK, Appearance.LIGHT)) {
                pictures.press(KeyCode.COMMA, false, true);
                preferences.change(settings -> settings.appearance(next));
                pictures.show(Samples.present(Samples.state(Samples.LIVE, Samples.day())));
            }
        }
        assertThat(said()).isEmpty();
    }

    @Test
    void no_style_of_the_review_or_of_a_failure_is_refused() throws Exception {
        for (Screen screen : List.of(Screen.REVIEW_STALE, Screen.FAILURES, Screen.TOASTS, Screen.VIEW_DIALOG)) {
            screen.open(Size.USUAL, new Texts(Locale.ENGLISH)).close();
        }
        assertThat(said()).isEmpty();
    }

    /// The build translates the sheets, so that no window parses them.
    @ParameterizedTest
    @ValueSource(strings = {"palette", "palette-light", "controls", "hivesync", "review", "review-light", "settings"})
    void no_rule_is_misspelt(String sheet) throws Exception {
        assertThat(new CssParser()
                        .parse(StylesTest.class.getResource("/dev/hivesync/desktop/" + sheet + ".css"))
                        .getRules())
                .isNotEmpty();
        assertThat(said()).isEmpty();
    }

    /// Complaints of the parser and of what takes the styles.
    private List<String> said() {
        List<String> said = new java.util.ArrayList<>(
                heard.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
        CssParser.errorsProperty().forEach(error -> said.add(error.getMessage()));
        return said;
    }
}
