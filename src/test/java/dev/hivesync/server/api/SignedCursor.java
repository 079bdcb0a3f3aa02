package dev.hivesync.server.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/// Cursors of a server whose secret is known, without asking it once for each user.
public final class SignedCursor {

    private final Cursors cursors;

    private SignedCursor(Cursors cursors) {
        this.cursors = cursors;
    }

    /// @param sample any cursor of the server
    public static SignedCursor like(String sample, String secret) {
        ByteBuffer body = ByteBuffer.wrap(Base64.getUrlDecoder().decode(sample)).position(1);
        return new SignedCursor(
                new Cursors(secret.getBytes(StandardCharsets.UTF_8), new UUID(body.getLong(), body.getLong())));
    }

    public String at(String userId, long revision) {
        return cursors.at(userId, revision).value();
    }

    public String etag(long revision) {
        return cursors.etag(revision);
    }
}
