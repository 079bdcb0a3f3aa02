package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.bridge.Desk;
import dev.hivesync.bridge.RawPlugin;
import dev.hivesync.desktop.plugins.Plugin;
import dev.hivesync.desktop.plugins.PluginsViewModel;
import dev.hivesync.desktop.plugins.PluginsViewModel.Line;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The window's list of plugins on the real bridge.
@Timeout(60)
class ConnectedPluginsTest {

    @TempDir
    private Path directory;

    private final Deque<Runnable> later = new ArrayDeque<>();

    @Test
    void a_plugin_is_listed_counted_and_sent_away() throws Exception {
        try (Desk desk = new Desk(directory);
                RawPlugin raw = RawPlugin.ready(desk.announced(), null)) {
            PluginsViewModel model =
                    new PluginsViewModel(new ConnectedPlugins(desk.bridge), (_, task) -> later.add(task));
            model.openProperty().set(true);
            assertThat(model.linesProperty().get()).hasSize(1).allSatisfy(line -> {
                assertThat(line.plugin().name()).isEqualTo("raw");
                assertThat(line.plugin().delivered()).isZero();
            });
            desk.complete("n-1");
            await().until(() -> {
                later.remove().run();
                return model.linesProperty().get().getFirst().plugin().delivered() == 1;
            });

            Plugin plugin = model.linesProperty().get().getFirst().plugin();
            model.disconnect(plugin);
            assertThat(model.linesProperty().get()).isSubsetOf(new Line(plugin, true));
            await().until(() -> {
                later.remove().run();
                return model.linesProperty().get().isEmpty();
            });
            assertThat(raw.closeCode()).isEqualTo(4403);
        }
    }

    @Test
    void nothing_is_asked_while_the_list_is_closed() throws Exception {
        try (Desk desk = new Desk(directory)) {
            PluginsViewModel model =
                    new PluginsViewModel(new ConnectedPlugins(desk.bridge), (_, task) -> later.add(task));
            model.update();
            assertThat(later).isEmpty();
            model.openProperty().set(true);
            model.openProperty().set(false);
            later.remove().run();
            assertThat(later).isEmpty();
        }
    }
}
