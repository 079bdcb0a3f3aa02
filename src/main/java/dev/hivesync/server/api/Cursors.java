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

    /// Keyed, and never used but to be copied: a copy costs less than a new one that is keyed.
    private final Mac keyed;

    private final UUID epoch;

    Cursors(byte[] secret, UUID epoch) {
        // A key of its own: a token's signature and a cursor's must never be the same.
        byte[] key = hmac(secret).doFinal("hivesync cursor".getBytes(StandardCharsets.UTF_8));
        this.keyed = hmac(key);
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
        try {
            Mac mac = (Mac) keyed.clone();
            mac.update(body);
            mac.update(userId.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(), MAC);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HmacSHA256 can be copied", e);
        }
    }

    private static Mac hmac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
