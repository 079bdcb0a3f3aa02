package dev.hivesync.sync;

import dev.hivesync.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A session on an access token that somebody else puts into a file and renews there. It stays with the user of the
/// first token: one of another user counts as none, so that no two users' data meet.
public final class TokenFileSession implements Session {

    private final Path file;
    private final Optional<String> subject;

    /// The last token that was refused; written under the lock of this object.
    private volatile @Nullable String refused;

    public TokenFileSession(Path file) {
        this.file = file;
        this.subject = read().flatMap(TokenFileSession::subject);
    }

    /// Who the token speaks for, if it tells. The server checks the token; this only keeps inboxes apart.
    public Optional<String> subject() {
        return subject;
    }

    private static Optional<String> subject(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length == 3) {
            try {
                byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
                JsonNode subject = Json.MAPPER
                        .readTree(new String(claims, StandardCharsets.UTF_8))
                        .path("sub");
                return subject.isString() ? Optional.of(subject.stringValue()) : Optional.empty();
            } catch (IllegalArgumentException | JacksonException _) {
                // not a token that tells
            }
        }
        return Optional.empty();
    }

    private Optional<String> read() {
        try {
            return Optional.of(Files.readString(file).strip()).filter(token -> token.matches("[!-~]+"));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> accessToken() {
        return read().filter(token -> !token.equals(refused) && subject(token).equals(subject));
    }

    @Override
    public synchronized Renewal renew(String stale) {
        refused = stale;
        return accessToken().<Renewal>map(Renewal.Renewed::new).orElseGet(Renewal.Denied::new);
    }

    @Override
    public String toString() {
        return "TokenFileSession[" + subject.orElse("") + "]";
    }
}
