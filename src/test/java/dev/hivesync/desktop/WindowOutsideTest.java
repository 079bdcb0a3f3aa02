package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.testfx.util.WaitForAsyncUtils.waitForAsyncFx;

import dev.hivesync.alerts.FakeOutside;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.attention.SystemPresence;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.settings.Servers;
import dev.hivesync.desktop.work.Errands;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/// The window itself: its title and icon, and what closing it does.
class WindowOutsideTest {

    private final Preferences preferences = Preferences.inMemory(Settings.DEFAULT);
    private final FakeOutside outside = new FakeOutside();
    private final AtomicInteger quits = new AtomicInteger();
    private final Stage stage;
    private final DesktopWindow window;

    WindowOutsideTest() throws Exception {
        stage = FxToolkit.registerPrimaryStage();
        DesktopPorts ports = new DesktopPorts(
                _ -> {},
                () -> {},
                (_, _) -> CompletableFuture.completedStage(Optional.empty()),
                () -> {},
                quits::incrementAndGet,
                Errands.NONE,
                preferences,
                Servers.FIXED,
                outside);
        window = waitForAsyncFx(10_000, () -> {
            DesktopWindow made = new DesktopWindow(
                    ports, InstantSource.fixed(Samples.NOW), ZoneOffset.UTC, Locale.ENGLISH, Opening.QUIET);
            made.show(stage);
            return made;
        });
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void title_icon_and_badge_say_how_much_is_unread() {
        assertThat(title()).isEqualTo("HiveSync");
        window.accept(Samples.present(Samples.state(Samples.LIVE, Samples.day())));
        await().until(() -> title().equals("(3) HiveSync"));
        await().until(() -> waitForAsyncFx(10_000, () -> stage.getIcons().size()) == 4);
        assertThat(java.util.Objects.requireNonNull(outside.badge).unread()).isEqualTo(3);
        window.accept(Samples.present(Samples.state(Samples.LIVE, List.of())));
        await().until(() -> title().equals("HiveSync"));
    }

    @Test
    void closing_it_quits_or_leaves_it_in_the_tray_and_it_comes_back_when_the_tray_goes() {
        outside.tray(true);
        askToClose();
        await().until(() -> quits.get() == 1);
        assertThat(showing()).isTrue();

        preferences.change(settings -> settings.presence(new SystemPresence(true, true, true)));
        askToClose();
        await().until(() -> !showing());
        assertThat(quits).hasValue(1);
        outside.tray(false);
        await().until(this::showing);
        askToClose();
        await().until(() -> quits.get() == 2);
    }

    private void askToClose() {
        waitForAsyncFx(10_000, () -> {
            stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
            return true;
        });
    }

    private String title() {
        return waitForAsyncFx(10_000, stage::getTitle);
    }

    private boolean showing() {
        return waitForAsyncFx(10_000, stage::isShowing);
    }
}
