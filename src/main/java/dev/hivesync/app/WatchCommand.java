package dev.hivesync.app;

import dev.hivesync.plugin.HttpPolls;
import dev.hivesync.plugin.HttpPolls.Access;
import dev.hivesync.plugin.PluginClient;
import dev.hivesync.plugin.PluginConfig;
import dev.hivesync.plugin.PluginNews;
import dev.hivesync.plugin.Reach;
import dev.hivesync.plugin.Surfaces;
import dev.hivesync.plugin.WatchLine;
import dev.hivesync.wire.LocalServer;
import dev.hivesync.wire.Payload;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A plugin without an editor: a line for each event, from the bridge, or by polling while there is none.
@Command(name = "watch", description = "Print each event as it arrives, as a plugin would receive it.")
final class WatchCommand implements Callable<Integer> {

    private final Home home;
    private final PrintStream out;
    private final PrintStream err;

    @Option(names = "--json", description = "One JSON line per event.")
    private boolean json;

    @Option(names = "--server", paramLabel = "URL", description = "Poll this backend while there is no bridge.")
    private @Nullable String server;

    @Option(names = "--token-file", paramLabel = "F", description = "An access token for that backend.")
    private @Nullable Path tokenFile;

    WatchCommand(Home home, PrintStream out, PrintStream err) {
        this.home = home;
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.err = err;
    }

    /// Runs until the process is told to end, or nobody reads its lines any more.
    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        PluginClient client = start(new OkHttpClient(), ended);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            client.close();
                            Runtime.getRuntime().halt(ExitCode.DONE);
                        },
                        "watch-end"));
        ended.await();
        return ExitCode.DONE;
    }

    /// @param ended counted down when the reader of the lines has gone
    PluginClient start(OkHttpClient http, CountDownLatch ended) {
        WatchLine lines = new WatchLine();
        AtomicBoolean said = new AtomicBoolean();
        PluginClient client = new PluginClient(
                new PluginConfig(home.bridge(), "hivesync-watch"),
                new NoSurfaces(),
                news -> {
                    if (news.equals(new PluginNews.Reached(Reach.DESKTOP_NOT_RUNNING))
                            && said.compareAndSet(false, true)) {
                        err.println("HiveSync Desktop is not running; waiting for it.");
                    }
                    out.println(json ? lines.json(news) : lines.text(news));
                    if (out.checkError()) {
                        ended.countDown();
                    }
                },
                new HttpPolls(http, access()),
                http,
                System::nanoTime,
                new SecureRandom());
        client.start();
        return client;
    }

    private Supplier<Optional<Access>> access() {
        Path file = tokenFile;
        if (file == null) {
            if (server != null) {
                throw new CommandFailure(
                        ExitCode.USAGE, "--server needs --token-file with an access token for that server.");
            }
            return () -> LocalServers.found(home)
                    .map(local -> new Access.Password(local.url(), local.email(), local.password()));
        }
        String token = token(file);
        return () -> Optional.ofNullable(server)
                .or(() -> LocalServers.found(home).map(LocalServer::url))
                .map(url -> new Access.Bearer(url, token));
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "The token file " + file + " cannot be read.");
        }
    }

    /// A terminal has lines and nothing else.
    private static final class NoSurfaces implements Surfaces {
        @Override
        public void badge(Badge badge) {}

        @Override
        public void toast(Toast toast) {}

        @Override
        public void panel(String notificationId, Payload job) {}

        @Override
        public void progress(Progress progress) {}

        @Override
        public void withdraw(Set<String> notificationIds) {}
    }
}
