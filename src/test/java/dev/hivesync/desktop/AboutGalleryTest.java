package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.testfx.util.WaitForAsyncUtils.waitForAsyncFx;

import dev.hivesync.alerts.Outside;
import dev.hivesync.attention.Appearance;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.about.About;
import dev.hivesync.desktop.about.Updates;
import dev.hivesync.desktop.settings.Installation;
import dev.hivesync.desktop.settings.LoginStart;
import dev.hivesync.desktop.settings.Servers;
import dev.hivesync.desktop.work.Errands;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxToolkit;

/// What the window says of the program itself: settings, About, a newer version, a link that leads nowhere.
class AboutGalleryTest {

    private static final Path GALLERY =
            Path.of(System.getProperty("hivesync.output", "target")).resolve("gallery");

    static final About ABOUT = new About(
            "0.1.0",
            "25.0.1+8 (Eclipse Adoptium)",
            "26.0.2",
            "Linux 6.12, amd64",
            List.of(
                    new About.Library("AtlantaFX", "2.1.0", "MIT"),
                    new About.Library("ControlsFX", "11.2.4", "BSD 3-Clause"),
                    new About.Library("Inter", "", "SIL Open Font License 1.1"),
                    new About.Library("Jackson", "3.2.4", "Apache License 2.0"),
                    new About.Library("JavaFX", "26.0.2", "GPL 2 with the Classpath Exception"),
                    new About.Library("Logback Classic Module", "1.6.6", "EPL 2.0, LGPL 2.1"),
                    new About.Library("OkHttp", "5.5.1", "Apache License 2.0")));

    private final AtomicInteger opened = new AtomicInteger();
    private Consumer<String> newer = _ -> {};
    private LoginStart.Standing login = LoginStart.Standing.ON;
    private boolean looks = true;

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    private Installation installation() {
        return new Installation(
                new LoginStart() {
                    @Override
                    public CompletionStage<Standing> now() {
                        return CompletableFuture.completedStage(login);
                    }

                    @Override
                    public CompletionStage<Standing> set(boolean on) {
                        login = on ? Standing.ON : Standing.OFF;
                        return now();
                    }
                },
                new Updates() {
                    @Override
                    public boolean looks() {
                        return looks;
                    }

                    @Override
                    public void listen(Consumer<String> listener) {
                        newer = listener;
                    }

                    @Override
                    public void open() {
                        opened.incrementAndGet();
                    }
                },
                () -> ABOUT);
    }

    private DesktopWindow window(Locale locale, Appearance appearance, int width, int height) {
        DesktopPorts ports = new DesktopPorts(
                _ -> {},
                () -> {},
                (_, _) -> CompletableFuture.completedStage(Optional.empty()),
                () -> {},
                () -> {},
                Errands.NONE,
                Preferences.inMemory(Settings.DEFAULT.appearance(appearance)),
                Servers.FIXED,
                Outside.NONE,
                Insight.NONE,
                installation());
        return waitForAsyncFx(
                10_000,
                () -> new DesktopWindow(
                        ports, InstantSource.fixed(Samples.NOW), ZoneOffset.UTC, locale, Opening.QUIET, width, height));
    }

    @ParameterizedTest
    @CsvSource({
        "en,DARK,1120,760",
        "de,DARK,1120,760",
        "de,LIGHT,1120,760",
        "en,DARK,720,480",
        "de,DARK,720,480",
    })
    void all_of_it_can_be_read_and_used(String language, Appearance appearance, int width, int height)
            throws Exception {
        String name = "about-" + language + "-" + appearance.name().toLowerCase(Locale.ROOT) + "-" + width;
        try (DesktopWindow window = window(Locale.of(language), appearance, width, height)) {
            window.accept(Samples.present(Samples.state(Samples.LIVE, Samples.day())));
            take(window, name + "-list");
            key(window, KeyCode.COMMA, true);
            find(window, "HiveSync");
            fx(window, scene -> ((ScrollPane) scene.lookup(".settings > .scroll-pane")).setVvalue(1));
            take(window, name + "-settings");
            assertThat(cut(window)).isEmpty();

            fx(window, _ -> lead(window.scene()).fire());
            take(window, name + "-card");
            assertThat(cut(window)).isEmpty();
            newer.accept("0.2.0");
            take(window, name + "-card-newer");
            assertThat(cut(window)).isEmpty();
            key(window, KeyCode.ESCAPE, false);
            key(window, KeyCode.ESCAPE, false);

            take(window, name + "-newer");
            assertThat(cut(window)).isEmpty();
            fx(window, scene -> ((Button) scene.lookup(".banner-note .small")).fire());
            assertThat(opened).hasValue(1);
            window.refuseLink();
            take(window, name + "-nonsense");
            assertThat(cut(window)).isEmpty();
            fx(
                    window,
                    scene -> scene.getRoot().lookupAll(".banner-note .icon-button").stream()
                            .map(Button.class::cast)
                            .forEach(Button::fire));
            take(window, name + "-quiet");
            assertThat(waitForAsyncFx(10_000, () -> window.scene().lookup(".banner-note")))
                    .isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"en,NOT_INSTALLED", "de,NOT_INSTALLED", "en,REFUSED", "de,REFUSED"})
    void what_is_not_possible_says_why(String language, LoginStart.Standing standing) throws Exception {
        login = standing;
        looks = false;
        try (DesktopWindow window = window(Locale.of(language), Appearance.DARK, 720, 480)) {
            window.accept(Samples.present(Samples.state(Samples.LIVE, Samples.day())));
            take(window, "about-" + language + "-" + standing + "-settings");
            key(window, KeyCode.COMMA, true);
            find(window, language.equals("en") ? "start at login" : "Anmeldung");
            take(window, "about-" + language + "-" + standing + "-settings");
            assertThat(cut(window)).isEmpty();
            assertThat(waitForAsyncFx(
                            10_000,
                            () -> window.scene().lookup(".toggle-switch").isDisabled()))
                    .isEqualTo(standing == LoginStart.Standing.NOT_INSTALLED);
        }
    }

    private static void find(DesktopWindow window, String words) throws Exception {
        fx(window, scene -> ((TextField) scene.lookup(".settings-header .search")).setText(words));
    }

    private static Button lead(Scene scene) {
        return scene.getRoot().lookupAll(".setting .hs-button").stream()
                .filter(AboutGalleryTest::visible)
                .map(Button.class::cast)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    /// Words that do not fit into what is shown.
    private static List<String> cut(DesktopWindow window) {
        return waitForAsyncFx(
                10_000,
                () -> window
                        .scene()
                        .getRoot()
                        .lookupAll(
                                ".settings .label, .settings .button, .about-card .label, .about-card .button, .banner .label")
                        .stream()
                        .filter(AboutGalleryTest::visible)
                        .map(Labeled.class::cast)
                        .filter(Labeled::isTextTruncated)
                        .map(Labeled::getText)
                        .toList());
    }

    private static boolean visible(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static void key(DesktopWindow window, KeyCode code, boolean control) throws Exception {
        fx(
                window,
                scene -> scene.getRoot()
                        .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false)));
    }

    private static void fx(DesktopWindow window, Consumer<Scene> action) throws Exception {
        waitForAsyncFx(10_000, () -> action.accept(window.scene()));
        window.snapshot(Files.createTempFile("hivesync", ".png"))
                .toCompletableFuture()
                .thenAccept(AboutGalleryTest::gone)
                .get(20, TimeUnit.SECONDS);
    }

    private static void gone(Path picture) {
        assertThat(picture.toFile().delete()).isTrue();
    }

    private static void take(DesktopWindow window, String name) throws Exception {
        Path png = GALLERY.resolve(name + ".png");
        for (int i = 0; i < 2; i++) {
            Files.deleteIfExists(png);
            window.snapshot(png).toCompletableFuture().get(20, TimeUnit.SECONDS);
            waitForAsyncFx(10_000, () -> {
                window.scene().getRoot().applyCss();
                window.scene().getRoot().lookupAll(".viewport").forEach(node -> node.setCache(false));
                window.scene().getRoot().layout();
            });
        }
        assertThat(png).isNotEmptyFile();
    }
}
