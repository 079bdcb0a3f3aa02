import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// Makes the signed file by which installed clients learn of a newer version. Runs as it is on a JDK 25:
///
///     java packaging/release/UpdateManifest.java key release.key
///     java packaging/release/UpdateManifest.java sign release.key update.json 0.2.0 https://…/0.2.0 "What is new." \
///         linux-x64-deb=https://…/hivesync_0.2.0_amd64.deb=target/installers/hivesync_0.2.0_amd64.deb
final class UpdateManifest {

    private static final String PURPOSE = "HiveSync update manifest 1\n";
    private static final Duration GOOD_FOR = Duration.ofDays(90);
    private static final Pattern VERSION = Pattern.compile("\\d{1,6}\\.\\d{1,6}\\.\\d{1,6}");

    private UpdateManifest() {}

    public static void main(String[] arguments) {
        try {
            run(List.of(arguments));
        } catch (IllegalArgumentException | IOException | GeneralSecurityException e) {
            System.err.println("UpdateManifest: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void run(List<String> arguments) throws IOException, GeneralSecurityException {
        if (arguments.size() == 2 && arguments.getFirst().equals("key")) {
            key(Path.of(arguments.get(1)));
        } else if (arguments.size() >= 6 && arguments.getFirst().equals("sign")) {
            sign(arguments.subList(1, arguments.size()));
        } else {
            throw new IllegalArgumentException(
                    "use 'key FILE', or 'sign KEY OUT VERSION PAGE NOTES [PLATFORM=URL=FILE]…'");
        }
    }

    /// Writes a new private key, which must not be in the repository, and prints the public one for the build.
    private static void key(Path file) throws IOException, GeneralSecurityException {
        if (Files.exists(file)) {
            throw new IllegalArgumentException(file + " is there already; a key is not replaced by accident");
        }
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.writeString(
                file,
                Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n",
                StandardOpenOption.WRITE);
        System.out.println("-Dhivesync.update.key="
                + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
    }

    private static void sign(List<String> arguments) throws IOException, GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(
                        Base64.getDecoder().decode(Files.readString(Path.of(arguments.getFirst())).strip())));
        if (!VERSION.matcher(arguments.get(2)).matches()) {
            throw new IllegalArgumentException("a version has three numbers, as 0.2.0");
        }
        byte[] manifest = manifest(
                        arguments.get(2), arguments.get(3), arguments.get(4), arguments.subList(5, arguments.size()))
                .getBytes(StandardCharsets.UTF_8);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(PURPOSE.getBytes(StandardCharsets.US_ASCII));
        signature.update(manifest);
        Base64.Encoder base64 = Base64.getEncoder();
        Files.writeString(
                Path.of(arguments.get(1)),
                "{\"manifest\":\"" + base64.encodeToString(manifest) + "\",\"signature\":\""
                        + base64.encodeToString(signature.sign()) + "\"}\n");
    }

    private static String manifest(String version, String page, String notes, List<String> downloads)
            throws IOException, GeneralSecurityException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<String> files = new ArrayList<>();
        for (String download : downloads) {
            String[] parts = download.split("=", 3);
            if (parts.length != 3) {
                throw new IllegalArgumentException("a download is PLATFORM=URL=FILE");
            }
            files.add(text(parts[0]) + ":{\"url\":" + text(address(parts[1])) + ",\"sha256\":"
                    + text(sha256(Path.of(parts[2]))) + "}");
        }
        return "{\"v\":1,\"version\":" + text(version) + ",\"released\":" + text(now.toString()) + ",\"expires\":"
                + text(now.plus(GOOD_FOR).toString()) + ",\"page\":" + text(address(page)) + ",\"notes\":" + text(notes)
                + ",\"downloads\":{" + String.join(",", files) + "}}";
    }

    private static String address(String text) {
        if (!"https".equals(URI.create(text).getScheme())) {
            throw new IllegalArgumentException("addresses are of https");
        }
        return text;
    }

    private static String sha256(Path file) throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[65_536];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String text(String value) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
