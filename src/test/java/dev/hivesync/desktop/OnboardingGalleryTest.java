package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.alerts.Outside;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.settings.ServerProblem;
import dev.hivesync.desktop.settings.Servers;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.inbox.Link;
import dev.hivesync.wire.Connection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// The first steps on the real window, from no server to the list.
class OnboardingGalleryTest {

    private static final Path GALLERY =
            Path.of(System.getProperty("hivesync.output", "target")).resolve("gallery");

    private Optional<ServerProblem> answer = Optional.of(ServerProblem.NOT_TRUSTED);

    private final Servers servers = new Servers() {
        @Override
        public Optional<String> current() {
            return Optional.empty();
        }

        @Override
        public boolean changeable() {
            return true;
        }

        @Override
        public CompletionStage<Optional<ServerProblem>> use(String address) {
            return CompletableFuture.completedStage(answer);
        }
    };

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @CsvSource({"en,1120,760", "de,1120,760", "en,720,480", "de,720,480"})
    void the_first_steps_lead_to_the_list(String language, int width, int height) throws Exception {
        DesktopPorts ports = new DesktopPorts(
                _ -> {},
                () -> {},
                (_, _) -> CompletableFuture.completedStage(Optional.empty()),
                () -> {},
                () -> {},
                Errands.NONE,
                Preferences.inMemory(Settings.DEFAULT),
                servers,
                Outside.NONE);
        String name = "onboarding-" + language + "-" + width;
        try (DesktopWindow window = WaitForAsyncUtils.waitForAsyncFx(
                10_000,
                () -> new DesktopWindow(
                        ports,
                        InstantSource.fixed(Samples.NOW),
                        ZoneOffset.UTC,
                        Locale.of(language),
                        Opening.QUIET,
                        width,
                        height))) {
            window.accept(Samples.present(Samples.state(new Link(Connection.SIGNED_OUT, null, 0), List.of())));
            take(window, name + "-server");
            fx(window, () -> shown(window, TextField.class).setText("https://hivesync.example.com"));
            fx(window, () -> primary(window).fire());
            take(window, name + "-problem");
            assertThat(WaitForAsyncUtils.waitForAsyncFx(10_000, () -> cut(window)))
                    .isEmpty();
            answer = Optional.empty();
            fx(window, () -> primary(window).fire());
            take(window, name + "-sign-in");
            window.account(Optional.of("ada@example.com"));
            window.accept(Samples.present(Samples.state(Samples.LIVE, Samples.day())));
            take(window, name + "-set");
            assertThat(WaitForAsyncUtils.waitForAsyncFx(10_000, () -> cut(window)))
                    .isEmpty();
            fx(window, () -> primary(window).fire());
            take(window, name + "-list");
            assertThat(WaitForAsyncUtils.waitForAsyncFx(
                            10_000, () -> visible(window.scene().lookup(".threads"))))
                    .isTrue();
        }
    }

    /// Words of the cards that do not fit.
    private static List<String> cut(DesktopWindow window) {
        return window.scene().getRoot().lookupAll(".sign-in-card .label, .sign-in-card .button").stream()
                .filter(OnboardingGalleryTest::visible)
                .map(javafx.scene.control.Labeled.class::cast)
                .filter(labeled -> labeled.isTextTruncated()
                        || labeled.localToScene(labeled.getLayoutBounds()).getMaxY()
                                > window.scene().getHeight())
                .map(javafx.scene.control.Labeled::getText)
                .toList();
    }

    private static Button primary(DesktopWindow window) {
        return (Button) window.scene().getRoot().lookupAll(".sign-in-card .primary").stream()
                .filter(OnboardingGalleryTest::visible)
                .findFirst()
                .orElseThrow();
    }

    private static <N extends Node> N shown(DesktopWindow window, Class<N> type) {
        return window.scene().getRoot().lookupAll(".sign-in-card .text-field").stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(OnboardingGalleryTest::visible)
                .findFirst()
                .orElseThrow();
    }

    private static boolean visible(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static void fx(DesktopWindow window, Runnable action) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, action);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.scene()).isNotNull();
    }

    private static void take(DesktopWindow window, String name) throws Exception {
        Path png = GALLERY.resolve(name + ".png");
        Files.deleteIfExists(png);
        for (int i = 0; i < 2; i++) {
            window.snapshot(png).toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        assertThat(png).isNotEmptyFile();
    }
}
