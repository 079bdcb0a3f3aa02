package dev.hivesync.app;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.bridge.BridgeConfig;
import dev.hivesync.bridge.BridgeUnavailableException;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.NewerDataException;
import dev.hivesync.sync.FixedToken;
import dev.hivesync.sync.HttpBackend;
import dev.hivesync.wire.BridgeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.NullMarked;

/// The client as the app composes it, signed in with a token, for whoever measures it from outside.
@NullMarked
public final class WholeClient implements AutoCloseable {

    private final Client client;
    private final Path bridgeFile;

    public WholeClient(Path directory, String server, String user, String token) throws Exception {
        bridgeFile = directory.resolve(BridgeFile.FILE);
        client = composed(directory, HttpBackend.client());
        client.begin(user, user, HttpUrl.get(server), new FixedToken(token));
    }

    /// Not signed in yet.
    static Client composed(Path directory, OkHttpClient http)
            throws IOException, SQLException, NewerDataException, BridgeUnavailableException {
        return new Client(
                Inbox.open(directory.resolve("inbox.db"), Clock.systemUTC()),
                new BridgeConfig(directory.resolve(BridgeFile.FILE), 0, "test"),
                Preferences.inMemory(Settings.DEFAULT),
                new Http(() -> http),
                Clock.systemUTC(),
                _ -> true);
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
}
