package dev.hivesync.keychain;

import dev.hivesync.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Keeps secrets by name over restarts: in the keychain while it answers in time, else in an encrypted file. Both
/// may hold one, of different age: the younger counts, wherever it is.
public final class Secrets {

    /// How long a start, a sign-in or a renewal may wait for the keychain.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String LABEL = "HiveSync sign-in";
    private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);

    private final Optional<Keychain> keychain;
    private final SealedFiles files;
    private final InstantSource clock;

    /// The youngest age seen or given by name; guarded by this object.
    private final Map<String, Long> ages = new HashMap<>();

    private Secrets(Optional<Keychain> keychain, SealedFiles files, InstantSource clock) {
        this.keychain = keychain;
        this.files = files;
        this.clock = clock;
    }

    /// The keychain of this system with the files behind it.
    public static Secrets ofThisSystem(Path directory, InstantSource clock) {
        Optional<Keychain> keychain;
        try {
            keychain = Optional.of(system());
        } catch (KeychainException e) {
            LOG.info("There is no keychain: {}", e.getMessage());
            keychain = Optional.empty();
        }
        return over(keychain, PATIENCE, directory, clock);
    }

    /// The files alone.
    public static Secrets inFiles(Path directory, InstantSource clock) {
        return over(Optional.empty(), PATIENCE, directory, clock);
    }

    static Secrets over(Optional<Keychain> keychain, Duration patience, Path directory, InstantSource clock) {
        return new Secrets(
                keychain.map(system -> new PatientKeychain(system, patience)),
                new SealedFiles(directory, new SecureRandom()),
                clock);
    }

    private static Keychain system() throws KeychainException {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.contains("windows")) {
            return new CredentialManager();
        }
        return name.contains("mac")
                ? new MacKeychain()
                : new SecretService(LABEL, () -> DBusConnectionBuilder.forSessionBus());
    }

    /// @param age grows with each change of the same name
    /// @param secret null once it was forgotten
    private record Kept(long age, @Nullable String secret) {
        @Override
        public String toString() {
            return "Kept[" + age + "]";
        }
    }

    /// Waits a moment for the keychain and no longer.
    public synchronized Optional<String> load(String name) {
        Optional<Kept> youngest = Stream.concat(fromKeychain(name).stream(), files.read(name).stream())
                .flatMap(text -> parsed(text).stream())
                .max((one, other) -> Long.compare(one.age(), other.age()));
        youngest.ifPresent(kept -> ages.merge(name, kept.age(), Math::max));
        return youngest.flatMap(kept -> Optional.ofNullable(kept.secret()));
    }

    /// Durable when it returns.
    ///
    /// @throws IOException where neither the keychain nor the disk takes it
    public synchronized void save(String name, String secret) throws IOException {
        String text = Json.MAPPER.writeValueAsString(new Kept(nextAge(name), secret));
        if (inKeychain(chain -> chain.write(name, text))) {
            files.delete(name);
        } else {
            files.write(name, text);
        }
    }

    /// From here on there is no such secret, also where the keychain cannot be reached to delete it.
    public synchronized void forget(String name) throws IOException {
        long age = nextAge(name);
        if (keychain.isEmpty() || inKeychain(chain -> chain.delete(name))) {
            files.delete(name);
        } else {
            files.write(name, Json.MAPPER.writeValueAsString(new Kept(age, null)));
        }
    }

    /// By the clock, so that what a silent keychain still holds of an earlier run is older.
    private long nextAge(String name) {
        return ages.merge(name, clock.millis(), (last, now) -> Math.max(last + 1, now));
    }

    private Optional<String> fromKeychain(String name) {
        if (keychain.isEmpty()) {
            return Optional.empty();
        }
        try {
            return keychain.get().read(name);
        } catch (KeychainException e) {
            LOG.info("The keychain is not used: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private interface Change {
        void on(Keychain keychain) throws KeychainException;
    }

    private boolean inKeychain(Change change) {
        if (keychain.isEmpty()) {
            return false;
        }
        try {
            change.on(keychain.get());
            return true;
        } catch (KeychainException e) {
            LOG.info("The keychain is not used: {}", e.getMessage());
            return false;
        }
    }

    private static Optional<Kept> parsed(String text) {
        try {
            return Optional.of(Json.MAPPER.readValue(text, Kept.class));
        } catch (JacksonException _) {
            LOG.warn("A stored sign-in is not of this program; sign in again");
            return Optional.empty();
        }
    }
}
