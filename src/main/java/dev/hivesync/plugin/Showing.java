package dev.hivesync.plugin;

import dev.hivesync.plugin.PluginNews.Reached;
import dev.hivesync.plugin.PluginState.Effect;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Brings what happens to the plugin's surfaces and its log. What fails there must not end the rest. Belongs to the
/// client's thread.
final class Showing {

    private final Surfaces surfaces;
    private final Consumer<PluginNews> news;

    private Surfaces.@Nullable Badge shownBadge;
    private @Nullable Reach reach;

    Showing(Surfaces surfaces, Consumer<PluginNews> news) {
        this.surfaces = surfaces;
        this.news = news;
    }

    void effects(List<Effect> effects) {
        for (Effect effect : effects) {
            guarded(() -> {
                switch (effect) {
                    case Effect.News(var item) -> news.accept(item);
                    case Effect.Toast(var toast) -> surfaces.toast(toast);
                    case Effect.Panel(var id, var job) -> surfaces.panel(id, job);
                    case Effect.Progress(var progress) -> surfaces.progress(progress);
                    case Effect.Withdraw(var ids) -> surfaces.withdraw(ids);
                }
            });
        }
    }

    void badge(Surfaces.Badge badge) {
        if (!badge.equals(shownBadge)) {
            shownBadge = badge;
            guarded(() -> surfaces.badge(badge));
        }
    }

    void reached(Reach now) {
        if (now != reach) {
            reach = now;
            guarded(() -> news.accept(new Reached(now)));
        }
    }

    private static void guarded(Runnable foreign) {
        try {
            foreign.run();
        } catch (RuntimeException e) {
            Log.failed("a surface", e);
        }
    }
}
