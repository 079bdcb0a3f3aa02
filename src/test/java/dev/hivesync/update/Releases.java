package dev.hivesync.update;

import dev.hivesync.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/// Whoever announces releases, with a key of his own.
final class Releases {

    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    final KeyPair keys;

    Releases() {
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    ReleaseSource source(String url) {
        String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        return ReleaseSource.of(url, key, "downloads.example.com").orElseThrow();
    }

    /// A sound manifest of this version, to be spoiled.
    static ObjectNode manifest(String version) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("v", 1);
        json.put("version", version);
        json.put("released", NOW.minusSeconds(3_600).toString());
        json.put("expires", NOW.plusSeconds(30 * 86_400).toString());
        json.put("page", "https://hivesync.example.com/releases/" + version);
        json.put("notes", "Faster.");
        ObjectNode download = json.putObject("downloads").putObject("linux-x64-deb");
        download.put("url", "https://downloads.example.com/hivesync_" + version + ".deb");
        download.put("sha256", "0123456789abcdef".repeat(4));
        return json;
    }

    String signed(ObjectNode manifest) {
        return signed(manifest, SignedManifest.PURPOSE);
    }

    String signed(ObjectNode manifest, String purpose) {
        try {
            byte[] bytes = Json.MAPPER.writeValueAsBytes(manifest);
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(purpose.getBytes(StandardCharsets.US_ASCII));
            signature.update(bytes);
            return envelope(bytes, signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String envelope(byte[] manifest, byte[] signature) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("manifest", Base64.getEncoder().encodeToString(manifest));
        json.put("signature", Base64.getEncoder().encodeToString(signature));
        return Json.MAPPER.writeValueAsString(json);
    }
}
