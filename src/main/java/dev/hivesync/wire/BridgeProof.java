package dev.hivesync.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The proofs of the bridge handshake: each side shows that it knows the token without sending it.
public final class BridgeProof {

    public static final String SERVER = "server";
    public static final String CLIENT = "client";

    /// The fewest random bytes behind a nonce.
    public static final int MIN_NONCE_BYTES = 16;

    private BridgeProof() {}

    /// `base64(HMAC-SHA256(token, "HSB1|role|port|instance|cn|sn"))`, the token as the text in the file, the
    /// nonces as sent.
    public static String of(BridgeFile file, String role, String clientNonce, String serverNonce) {
        String text = String.join(
                "|", "HSB1", role, Integer.toString(file.port()), file.instance(), clientNonce, serverNonce);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(file.token().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// Compares in constant time.
    public static boolean matches(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
