package dev.hivesync.update;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/// Where releases are announced, and by whom. Set when HiveSync is built; a build without it does not look.
///
/// @param hosts that pages and files may lie on; the manifest's own is among them
public record ReleaseSource(URI manifest, PublicKey key, Set<String> hosts) {

    private static final String FILE = "update.properties";

    public ReleaseSource {
        hosts = Set.copyOf(hosts);
    }

    /// What this build was given.
    public static Optional<ReleaseSource> built() {
        Properties properties = new Properties();
        try (InputStream file = ReleaseSource.class.getResourceAsStream(FILE)) {
            if (file == null) {
                return Optional.empty();
            }
            properties.load(file);
        } catch (IOException _) {
            return Optional.empty();
        }
        return of(
                properties.getProperty("url", ""),
                properties.getProperty("key", ""),
                properties.getProperty("hosts", ""));
    }

    /// @param key an Ed25519 public key, X.509 in base64
    /// @param hosts further ones, divided by spaces
    /// @return empty where nothing is set
    /// @throws IllegalStateException where what is set makes no sense: the build is wrong
    static Optional<ReleaseSource> of(String url, String key, String hosts) {
        if (url.isBlank() || key.isBlank()) {
            return Optional.empty();
        }
        URI manifest = URI.create(url.strip());
        Set<String> all = Arrays.stream(hosts.strip().split("\\s+"))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toCollection(HashSet::new));
        if (!"https".equals(manifest.getScheme()) || manifest.getHost() == null) {
            throw new IllegalStateException("the update manifest needs an https address");
        }
        all.add(manifest.getHost());
        try {
            PublicKey decoded = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key.strip())));
            return Optional.of(new ReleaseSource(manifest, decoded, all));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("the update key is no Ed25519 public key", e);
        }
    }

    /// Whether a person may be led there.
    boolean trusts(URI address) {
        return "https".equals(address.getScheme())
                && address.getHost() != null
                && address.getUserInfo() == null
                && address.getPort() == manifest.getPort()
                && hosts.contains(address.getHost());
    }
}
