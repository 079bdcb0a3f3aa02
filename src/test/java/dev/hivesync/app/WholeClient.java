package dev.hivesync.app;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.bridge.BridgeConfig;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.sync.Session;
import dev.hivesync.wire.BridgeFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.NullMarked;

/// The client as the app composes it, signed in with a token, for whoever measures it from outside.
@NullMarked
public final class WholeClient implements AutoCloseable {

    private final Client client;
    private final Path bridgeFile;

    public WholeClient(Path directory, String server, String user, String token) throws Exception {
        bridgeFile = directory.resolve(BridgeFile.FILE);
        client = new Client(
                Inbox.open(directory.resolve("inbox.db"), Clock.systemUTC()),
                new BridgeConfig(bridgeFile, 0, "test"),
                Preferences.inMemory(Settings.DEFAULT),
                new Http(),
                Clock.systemUTC(),
                _ -> true);
        client.begin(user, user, HttpUrl.get(server), new Fixed(token));
    }

    public Inbox inbox() {
        return client.inbox();
    }

    public Path bridgeFile() {
        return bridgeFile;
    }

    @Override
    public void close() {
        client.close();
    }

    private record Fixed(String token) implements Session {
        @Override
        public Optional<String> accessToken() {
            return Optional.of(token);
        }

        @Override
        public Renewal renew(String stale) {
            return new Renewal.Denied();
        }

        @Override
        public String toString() {
            return "Fixed";
        }
    }
}
