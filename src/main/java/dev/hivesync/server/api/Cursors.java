package dev.hivesync.server.api;

import dev.hivesync.wire.Cursor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Cursors: `version(1) epoch(16) revision(8) mac(16)` in base64url. The MAC covers the user as well, so that one
/// user's cursor is no other's.
final class Cursors {

    private static final byte VERSION = 1;
    private static final int BODY = 25;
    private static final int MAC = 16;

    private final SecretKeySpec key;
    private final UUID epoch;

    Cursors(byte[] secret, UUID epoch) {
        // A key of its own: a token's signature and a cursor's must never be the same.
        this.key = new SecretKeySpec(
                hmac(new SecretKeySpec(secret, "HmacSHA256"), "hivesync cursor".getBytes(StandardCharsets.UTF_8)),
                "HmacSHA256");
        this.epoch = epoch;
    }

    Cursor at(String userId, long revision) {
        byte[] body = ByteBuffer.allocate(BODY)
                .put(VERSION)
                .putLong(epoch.getMostSignificantBits())
                .putLong(epoch.getLeastSignificantBits())
                .putLong(revision)
                .array();
        byte[] whole = Arrays.copyOf(body, BODY + MAC);
        System.arraycopy(mac(userId, body), 0, whole, BODY, MAC);
        return new Cursor(Base64.getUrlEncoder().withoutPadding().encodeToString(whole));
    }

    /// The revision a cursor of this user stands for; 0 for [Cursor#START].
    ///
    /// @throws ApiException 400 where it is forged, 410 where it is of another database
    long revision(String userId, String cursor) {
        if (cursor.isEmpty()) {
            return 0;
        }
        byte[] whole = decoded(cursor);
        if (whole.length != BODY + MAC || whole[0] != VERSION) {
            throw ApiException.invalidCursor();
        }
        byte[] body = Arrays.copyOf(whole, BODY);
        if (!MessageDigest.isEqual(mac(userId, body), Arrays.copyOfRange(whole, BODY, BODY + MAC))) {
            throw ApiException.invalidCursor();
        }
        ByteBuffer fields = ByteBuffer.wrap(body, 1, BODY - 1);
        if (!new UUID(fields.getLong(), fields.getLong()).equals(epoch)) {
            throw ApiException.expiredCursor();
        }
        return fields.getLong();
    }

    /// Stands for the user's revision in this database.
    String etag(long revision) {
        return "\"" + Long.toHexString(epoch.getMostSignificantBits()) + "-" + revision + "\"";
    }

    private static byte[] decoded(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException _) {
            throw ApiException.invalidCursor();
        }
    }

    private byte[] mac(String userId, byte[] body) {
        byte[] user = userId.getBytes(StandardCharsets.UTF_8);
        byte[] signed = Arrays.copyOf(body, body.length + user.length);
        System.arraycopy(user, 0, signed, body.length, user.length);
        return Arrays.copyOf(hmac(key, signed), MAC);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
