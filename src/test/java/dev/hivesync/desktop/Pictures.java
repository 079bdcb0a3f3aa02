package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.alerts.Outside;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.look.Snapshot;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.plugins.Plugins;
import dev.hivesync.desktop.settings.Installation;
import dev.hivesync.desktop.settings.Servers;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ListView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.transform.Transform;
import org.testfx.util.WaitForAsyncUtils;

/// A window that nobody sees, of which pictures are taken to `target/gallery`, to be looked at.
final class Pictures implements AutoCloseable {

    static final Path GALLERY =
            Path.of(System.getProperty("hivesync.output", "target")).resolve("gallery");

    record Size(int width, int height) {
        static final Size USUAL = new Size(1120, 760);
        static final Size SMALLEST = new Size(720, 480);
    }

    private final DesktopWindow window;
    private boolean resized;

    Pictures(Size size, Errands errands) {
        this(size, errands, Preferences.inMemory(Settings.DEFAULT));
    }

    Pictures(Size size, Errands errands, Preferences preferences) {
        this(size, errands, preferences, Plugins.NONE, Locale.ENGLISH);
    }

    Pictures(Size size, Errands errands, Preferences preferences, Plugins plugins, Locale locale) {
        this(
                size,
                new Texts(locale),
                ports(_ -> {}, errands, preferences, Servers.FIXED, new Insight(plugins, _ -> {})),
                Opening.QUIET);
    }

    Pictures(Size size, Texts texts, DesktopPorts ports, Opening opening) {
        window = WaitForAsyncUtils.waitForAsyncFx(
                60_000,
                () -> new DesktopWindow(
                        ports,
                        InstantSource.fixed(Samples.NOW),
                        ZoneOffset.UTC,
                        texts,
                        opening,
                        size.width(),
                        size.height()));
    }

    static DesktopPorts ports(Errands errands, Preferences preferences, Servers servers) {
        return ports(_ -> {}, errands, preferences, servers, Insight.NONE);
    }

    static DesktopPorts ports(Insight insight) {
        return ports(_ -> {}, Errands.NONE, Preferences.inMemory(Settings.DEFAULT), Servers.FIXED, insight);
    }

    static DesktopPorts ports(
            Consumer<Fact> intents, Errands errands, Preferences preferences, Servers servers, Insight insight) {
        return ports(intents, errands, preferences, servers, insight, Installation.NONE);
    }

    static DesktopPorts ports(
            Consumer<Fact> intents,
            Errands errands,
            Preferences preferences,
            Servers servers,
            Insight insight,
            Installation installation) {
        return new DesktopPorts(
                intents,
                () -> {},
                (_, _) -> CompletableFuture.completedStage(Optional.empty()),
                () -> {},
                () -> {},
                errands,
                preferences,
                servers,
                Outside.NONE,
                insight,
                installation);
    }

    DesktopWindow window() {
        return window;
    }

    Pictures show(Step step) throws Exception {
        window.accept(step);
        window.drained().toCompletableFuture().get(60, TimeUnit.SECONDS);
        laidOut();
        return this;
    }

    /// What `question` finds in the scene, on the FX thread.
    <T> T see(Function<Scene, T> question) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> question.apply(window.scene()));
    }

    Pictures then(Consumer<Scene> action) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> action.accept(window.scene()));
        laidOut();
        return this;
    }

    /// Waits until something is so that another thread prepares.
    Pictures once(Predicate<Scene> ready) {
        await().until(() -> WaitForAsyncUtils.waitForAsyncFx(60_000, () -> ready.test(window.scene())));
        laidOut();
        return this;
    }

    Pictures select(String key) {
        return then(scene -> {
            ListView<?> list = (ListView<?>) scene.lookup(".threads");
            for (int i = 0; i < list.getItems().size(); i++) {
                if (list.getItems().get(i) instanceof dev.hivesync.desktop.board.Row row
                        && row.thread().key().equals(key)) {
                    list.getSelectionModel().select(i);
                }
            }
        });
    }

    Pictures press(KeyCode code) {
        return key(code, "");
    }

    Pictures press(KeyCode code, boolean shift, boolean control) {
        return then(scene -> {
            Node target = scene.getFocusOwner() == null ? scene.getRoot() : scene.getFocusOwner();
            target.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false));
        });
    }

    /// A character whose key differs from keyboard to keyboard.
    Pictures type(String character) {
        return key(KeyCode.UNDEFINED, character);
    }

    private Pictures key(KeyCode code, String text) {
        return then(scene -> {
            Node target = scene.getFocusOwner() == null ? scene.getRoot() : scene.getFocusOwner();
            target.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, text, text, code, false, false, false, false));
        });
    }

    /// As its user would; the scene keeps its size where there is no stage.
    Pictures resize(Size size) {
        resized = resized || size.width() != see(Scene::getWidth) || size.height() != see(Scene::getHeight);
        return resized ? then(scene -> scene.getRoot().resize(size.width(), size.height())) : this;
    }

    Pictures take(String name) throws Exception {
        Path png = GALLERY.resolve(name + ".png");
        Files.deleteIfExists(png);
        if (resized) {
            Snapshot.write(see(scene -> scene.getRoot().snapshot(null, null)), png);
        } else {
            window.snapshot(png).toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
        assertThat(png).isNotEmptyFile();
        return this;
    }

    /// As on a screen of 200 %: the same places, drawn with twice as many points.
    Pictures takeTwiceAsLarge(String name) throws Exception {
        WritableImage picture = see(scene -> {
            SnapshotParameters twice = new SnapshotParameters();
            twice.setTransform(Transform.scale(2, 2));
            return scene.getRoot().snapshot(twice, null);
        });
        assertThat(picture.getWidth()).isEqualTo(2 * see(Scene::getWidth));
        Snapshot.write(picture, GALLERY.resolve(name + ".png"));
        return this;
    }

    /// Without a stage there is no pulse: what came to be in a layout takes a second one to find its place.
    private void laidOut() {
        for (int i = 0; i < 2; i++) {
            WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
                window.scene().getRoot().applyCss();
                // A scroll pane draws from a picture of its own, which only a pulse renews.
                window.scene().getRoot().lookupAll(".viewport").forEach(node -> node.setCache(false));
                window.scene().getRoot().layout();
            });
        }
    }

    @Override
    public void close() {
        window.close();
    }
}
