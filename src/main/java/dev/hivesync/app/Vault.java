package dev.hivesync.app;

import dev.hivesync.keychain.Secrets;
import dev.hivesync.sync.TokenStore;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import okhttp3.HttpUrl;
import tools.jackson.core.JacksonException;

/// Where the sign-in to one server is kept for one home. Sessions lease it; the one that keeps something last has it,
/// and a late word of an earlier one changes nothing.
final class Vault {

    private final Secrets secrets;
    private final String name;

    /// Guarded by this object.
    private long leases;

    private long holder;

    Vault(Secrets secrets, Home home, HttpUrl server) {
        this.secrets = secrets;
        String place = UUID.nameUUIDFromBytes(home.real().toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        this.name = "HiveSync " + server + " " + place.substring(0, 8);
    }

    /// The keychain of this system, unless `HIVESYNC_KEYCHAIN=off`: then an encrypted file.
    static Secrets secrets(Home home, Map<String, String> environment, InstantSource clock) {
        return Switches.on(environment, "HIVESYNC_KEYCHAIN", true)
                ? Secrets.ofThisSystem(home.signIns(), clock)
                : Secrets.inFiles(home.signIns(), clock);
    }

    /// Whether somebody is signed in to that server.
    boolean holdsSession() {
        return load().isPresent();
    }

    private Optional<Api.Tokens> load() {
        return secrets.load(name).flatMap(Vault::tokens);
    }

    private static Optional<Api.Tokens> tokens(String text) {
        try {
            return Optional.of(Json.MAPPER.readValue(text, Api.Tokens.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    synchronized TokenStore lease() {
        return new Lease(++leases);
    }

    private final class Lease implements TokenStore {

        private final long number;

        Lease(long number) {
            this.number = number;
        }

        @Override
        public Optional<Api.Tokens> load() {
            return Vault.this.load();
        }

        @Override
        public void save(Api.Tokens tokens) throws IOException {
            synchronized (Vault.this) {
                if (number >= holder) {
                    holder = number;
                    secrets.save(name, Json.MAPPER.writeValueAsString(tokens));
                }
            }
        }

        @Override
        public void clear() throws IOException {
            synchronized (Vault.this) {
                if (number >= holder) {
                    secrets.forget(name);
                }
            }
        }
    }
}
