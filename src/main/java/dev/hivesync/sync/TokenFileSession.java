package dev.hivesync.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A session on an access token that somebody else puts into a file and renews there.
public final class TokenFileSession implements Session {

    private final Path file;

    /// The last token that was refused; written under the lock of this object.
    private volatile @Nullable String refused;

    public TokenFileSession(Path file) {
        this.file = file;
    }

    @Override
    public Optional<String> accessToken() {
        try {
            return Optional.of(Files.readString(file).strip())
                    .filter(token -> token.matches("[!-~]+") && !token.equals(refused));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized Optional<String> renew(String stale) {
        refused = stale;
        return accessToken();
    }
}
