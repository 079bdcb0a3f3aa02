package dev.hivesync.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.bridge.Desk;
import dev.hivesync.bridge.PluginStanding;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A plugin that the user has disconnected in the desktop: it stays away, says so, and comes back when it is wanted.
@Timeout(60)
class DisconnectedPluginTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofMillis(30);
    private static final Duration AWAY = Duration.ofMinutes(30);

    @TempDir
    private Path directory;

    private final OkHttpClient http = new OkHttpClient();
    private final Recorder recorder = new Recorder();
    private final AtomicLong ahead = new AtomicLong(); // nanoseconds
    private Desk desk;
    private PluginClient client;

    @BeforeEach
    void connected() throws Exception {
        desk = new Desk(directory);
        client = new PluginClient(
                new PluginConfig(
                        desk.file,
                        "test",
                        "1",
                        List.of("proj-1"),
                        new PluginConfig.Timing(LONG, LONG, SOON, SOON, LONG, LONG, LONG, LONG, AWAY)),
                recorder,
                recorder.news::add,
                null,
                http,
                () -> System.nanoTime() + ahead.get(),
                new SecureRandom());
        client.start();
        await().until(() -> recorder.reached(Reach.CONNECTED));
    }

    @AfterEach
    void close() {
        client.close();
        desk.close();
        http.dispatcher().executorService().shutdown();
    }

    private void disconnect() {
        await().until(() -> desk.bridge.plugins().size() == 1);
        PluginStanding plugin = desk.bridge.plugins().getFirst();
        assertThat(desk.bridge.disconnect(plugin.id())).isTrue();
        await().until(() -> recorder.badges.getLast().status() == Surfaces.Status.DISCONNECTED);
    }

    /// Many times longer than a plugin waits that was not sent away.
    private void staysAway() {
        await().during(SOON.multipliedBy(20)).atMost(LONG).until(() -> recorder.connects() == 1);
        assertThat(recorder.badges.getLast().text()).isEqualTo("Disconnected");
    }

    @Test
    void it_stays_away_for_half_an_hour_and_says_so() {
        disconnect();
        assertThat(recorder.reached(Reach.DISCONNECTED)).isTrue();
        staysAway();
        ahead.set(AWAY.toNanos());
        await().until(() -> recorder.connects() == 2);
        await().until(() -> recorder.badges.getLast().status() == Surfaces.Status.OFFLINE);
    }

    @Test
    void it_comes_back_at_once_where_its_user_wants_it() {
        disconnect();
        staysAway();
        client.reconnect();
        await().until(() -> recorder.connects() == 2);
        desk.complete("n-1");
        await().until(() -> recorder.shown.contains("panel n-1"));
    }

    @Test
    void it_comes_to_a_desktop_that_has_started_anew() throws Exception {
        disconnect();
        desk.close();
        await().until(() -> recorder.badges.getLast().status() == Surfaces.Status.DESKTOP_NOT_RUNNING);
        desk = new Desk(directory);
        await().until(() -> recorder.connects() == 2);
    }
}
