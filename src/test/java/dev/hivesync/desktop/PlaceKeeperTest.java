package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.testfx.util.WaitForAsyncUtils.waitForAsyncFx;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.attention.WindowPlace;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.settings.Servers;
import dev.hivesync.desktop.work.Errands;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxToolkit;

/// The window comes back where it was left.
class PlaceKeeperTest {

    private static final WindowPlace LEFT = new WindowPlace(40, 60, 800, 600, false);

    private final Preferences preferences = Preferences.inMemory(Settings.DEFAULT);
    private final List<DesktopWindow> windows = new ArrayList<>();

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void close() {
        windows.forEach(DesktopWindow::close);
    }

    @Test
    void it_comes_back_where_its_user_left_it() {
        Stage first = open();
        await().atMost(Duration.ofMinutes(1)).until(() -> fx(first::isShowing) && fx(first::getWidth) > 0);
        // Only once the platform has put it somewhere is it its user who moves it, and only a window that stands is
        // remembered.
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    WindowPlace place = preferences.now().place();
                    return (place != null && place.width() == LEFT.width()) || moved(first);
                });
        Stage second = open();
        await().atMost(Duration.ofMinutes(1)).until(() -> fx(second::isShowing) && fx(second::getY) == LEFT.y());
        assertThat(fx(second::getX)).isBetween(LEFT.x(), LEFT.x() + 1);
        assertThat(fx(second::getWidth)).isEqualTo(LEFT.width());
        assertThat(fx(second::getHeight)).isEqualTo(LEFT.height());
    }

    /// A screen that is gone, and sizes that no window of ours has.
    @ParameterizedTest
    @CsvSource({"5000, 60, 800, 600", "40, -900, 800, 600", "-780, 60, 800, 600", "40, 5000, 800, 600"})
    void where_no_screen_shows_it_any_more_it_opens_as_ever(double x, double y, double width, double height) {
        preferences.change(settings -> settings.place(new WindowPlace(x, y, width, height, false)));
        Stage stage = open();
        await().atMost(Duration.ofMinutes(1)).until(() -> fx(stage::isShowing));
        assertThat(fx(stage::getX)).isNotEqualTo(x);
        assertThat(fx(stage::getWidth)).isNotEqualTo(width);
    }

    @Test
    void it_is_never_smaller_than_it_can_be_used() {
        preferences.change(settings -> settings.place(new WindowPlace(40, 60, 120, 10, false)));
        Stage stage = open();
        await().atMost(Duration.ofMinutes(1)).until(() -> fx(stage::getX) == 40);
        assertThat(fx(stage::getWidth)).isEqualTo(720);
        assertThat(fx(stage::getHeight)).isEqualTo(480);
    }

    /// Each time by another place; false, since it is not known to be remembered yet.
    private boolean moved(Stage stage) {
        return fx(() -> {
            stage.setX(stage.getX() == LEFT.x() ? LEFT.x() + 1 : LEFT.x());
            stage.setY(LEFT.y());
            stage.setWidth(LEFT.width());
            stage.setHeight(LEFT.height());
            return false;
        });
    }

    private Stage open() {
        return fx(() -> {
            DesktopWindow window = new DesktopWindow(
                    Pictures.ports(Errands.NONE, preferences, Servers.FIXED),
                    InstantSource.fixed(Samples.NOW),
                    ZoneOffset.UTC,
                    Locale.ENGLISH,
                    Opening.QUIET);
            windows.add(window);
            Stage stage = new Stage();
            window.show(stage);
            return stage;
        });
    }

    private static <T> T fx(Callable<T> task) {
        return waitForAsyncFx(60_000, task);
    }
}
