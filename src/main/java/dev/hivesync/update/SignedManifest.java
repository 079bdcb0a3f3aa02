package dev.hivesync.update;

import dev.hivesync.wire.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// `{"manifest": base64, "signature": base64}`. What was signed travels byte for byte as it was signed, so that no two
/// ways to write the same JSON can come between; in front of the bytes goes what they are, so that no signature under
/// something else fits.
final class SignedManifest {

    static final String PURPOSE = "HiveSync update manifest 1\n";

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_ADDRESS = 2_048;
    private static final int LONGEST_NOTES = 1_000;

    private final byte[] manifest;
    private final byte[] signature;

    private SignedManifest(byte[] manifest, byte[] signature) {
        this.manifest = manifest;
        this.signature = signature;
    }

    static Optional<SignedManifest> read(String file) {
        try {
            JsonNode json = Json.MAPPER.readTree(file);
            Base64.Decoder base64 = Base64.getDecoder();
            return Optional.of(new SignedManifest(
                    base64.decode(json.path("manifest").asString("")),
                    base64.decode(json.path("signature").asString(""))));
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    boolean signedBy(PublicKey key) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(PURPOSE.getBytes(StandardCharsets.US_ASCII));
            check.update(manifest);
            return check.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /// Empty where the bytes are no manifest.
    Optional<Manifest> parse() {
        try {
            JsonNode json = Json.MAPPER.readTree(manifest);
            if (json.path("v").asInt(0) != 1) {
                return Optional.empty();
            }
            Map<String, Manifest.Download> downloads = new HashMap<>();
            for (Map.Entry<String, JsonNode> one : json.path("downloads").properties()) {
                String sha256 = one.getValue().path("sha256").asString("");
                if (!SHA256.matcher(sha256).matches()) {
                    return Optional.empty();
                }
                downloads.put(one.getKey(), new Manifest.Download(address(one.getValue(), "url"), sha256));
            }
            String notes = json.path("notes").asString("");
            Optional<ReleaseNumber> version =
                    ReleaseNumber.parse(json.path("version").asString(""));
            return version.isEmpty() || notes.length() > LONGEST_NOTES
                    ? Optional.empty()
                    : Optional.of(new Manifest(
                            version.get(),
                            Instant.parse(json.path("released").asString("")),
                            Instant.parse(json.path("expires").asString("")),
                            address(json, "page"),
                            notes,
                            downloads));
        } catch (JacksonException | java.time.DateTimeException | URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static URI address(JsonNode json, String name) throws URISyntaxException {
        String text = json.path(name).asString("");
        if (text.isEmpty() || text.length() > LONGEST_ADDRESS || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new URISyntaxException("", "no address");
        }
        return new URI(text);
    }
}
