package dev.hivesync.bench;

import dev.hivesync.bridge.BridgeChild;
import dev.hivesync.bridge.RawPlugin;
import dev.hivesync.plugin.NoSurfaces;
import dev.hivesync.plugin.PluginClient;
import dev.hivesync.plugin.PluginConfig;
import dev.hivesync.plugin.PluginNews;
import dev.hivesync.plugin.Reach;
import dev.hivesync.wire.BridgeFile;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/// A hundred plugins that only wait, each with its ping every 15 s, and what the bridge spends on them.
final class IdlePlugins {

    static final int COUNT = 100;

    private static final String PING = "{\"type\":\"ping\"}";
    private static final int WARM_UP_SECONDS = 12;
    private static final int PATIENCE_SECONDS = 20;

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private IdlePlugins() {}

    /// Strangers' plugins, which ping at any time: after a warm-up evenly over the 15 s, by the clock, as on a busy
    /// machine each would else come a little later, and a plugin be closed for its silence.
    ///
    /// @return milliseconds of processor time
    static double spread(BridgeChild bridge, int seconds) throws Exception {
        List<RawPlugin> idle = new ArrayList<>();
        try {
            for (int i = 0; i < COUNT; i++) {
                idle.add(RawPlugin.ready(bridge.file(), null));
            }
            for (int second = 0; second < WARM_UP_SECONDS; second++) {
                for (int i = 0; i < 15 * COUNT; i++) {
                    idle.get(i % COUNT).send(PING);
                }
                NEVER.await(1, TimeUnit.SECONDS);
            }
            long before = bridge.cpuNanos();
            long apart = TimeUnit.SECONDS.toNanos(15) / COUNT;
            long next = System.nanoTime();
            long end = next + TimeUnit.SECONDS.toNanos(seconds);
            for (int i = 0; next - end < 0; i++) {
                idle.get(i % COUNT).send(PING);
                next += apart;
                NEVER.await(next - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            return (bridge.cpuNanos() - before) / 1e6;
        } finally {
            for (RawPlugin plugin : idle) {
                plugin.close();
            }
        }
    }

    /// Plugins with the SDK, which ping together, with whatever their timers and threads scatter by.
    ///
    /// The status of the desktop, which all hear every 60 s, falls into some rounds and not into others.
    ///
    /// @return milliseconds of processor time, a round each: of the bridge, and of one that nobody is connected to
    static double[][] together(BridgeChild bridge, BridgeChild alone, int rounds, int seconds) throws Exception {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(COUNT);
        OkHttpClient http = new OkHttpClient.Builder().dispatcher(dispatcher).build();
        List<PluginClient> idle = new ArrayList<>();
        try {
            for (int i = 0; i < COUNT; i++) {
                CountDownLatch connected = new CountDownLatch(1);
                PluginClient plugin = new PluginClient(
                        new PluginConfig(bridge.directory().resolve(BridgeFile.FILE), "idle"),
                        new NoSurfaces(),
                        news -> {
                            if (news.equals(new PluginNews.Reached(Reach.CONNECTED))) {
                                connected.countDown();
                            }
                        },
                        null,
                        http,
                        System::nanoTime,
                        new SecureRandom());
                idle.add(plugin);
                plugin.start();
                if (!connected.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("a plugin does not connect");
                }
            }
            NEVER.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            double[][] spent = new double[2][rounds];
            for (int round = 0; round < rounds; round++) {
                long before = bridge.cpuNanos();
                long aloneBefore = alone.cpuNanos();
                NEVER.await(seconds, TimeUnit.SECONDS);
                spent[0][round] = (bridge.cpuNanos() - before) / 1e6;
                spent[1][round] = (alone.cpuNanos() - aloneBefore) / 1e6;
            }
            return spent;
        } finally {
            idle.forEach(PluginClient::close);
            dispatcher.executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }
}
