package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.bridge.BridgeConfig;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.keychain.Secrets;
import dev.hivesync.server.TestServer;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LocalServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a built-in server that was killed has left behind, once the system has given its pid to another program.
class StaleLocalServerTest {

    private static final Connector.Watcher NOBODY = new Connector.Watcher() {
        @Override
        public void lost(CommandFailure why) {
            throw why;
        }

        @Override
        public void signedIn(Optional<String> email) {}
    };

    @TempDir
    private Path directory;

    @Test
    void it_holds_up_no_start() throws Exception {
        Home home = new Home(directory.resolve("home")).create();
        Files.createDirectories(home.root().resolve("server"));
        Files.createSymbolicLink(
                home.root().resolve("server").resolve("bin"),
                TestServer.binaries().toAbsolutePath());
        LocalServer stale = new LocalServer(
                "http://127.0.0.1:9",
                "you@hivesync.local",
                "password",
                "key",
                "jdbc:postgresql://127.0.0.1:9/postgres",
                ProcessHandle.current().pid());
        Files.writeString(home.localServer(), Json.MAPPER.writeValueAsString(stale));
        InstantSource clock = InstantSource.system();
        Http http = new Http();
        try (Client client = new Client(
                Inbox.open(home.inbox(), clock),
                new BridgeConfig(home.bridge(), 0, "test"),
                Preferences.inMemory(Settings.DEFAULT),
                http,
                clock,
                _ -> false)) {
            new Connector(home, client, http, Secrets.inFiles(home.signIns(), clock), clock, NOBODY)
                    .connect(new Target.BuiltIn(directory, false));

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> client.inbox().state().link().connected());
            assertThat(LocalServers.found(home)).isPresent().get().isNotEqualTo(stale);
        }
        assertThat(home.localServer()).doesNotExist();
    }
}
