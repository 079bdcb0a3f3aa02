package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tokens that somebody other than this server made, and tokens that are no longer what it made.
class ForgedTokensTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final String PLAIN = "{\"alg\":\"HS256\"}";
    private static final byte[] SECRET = TestServer.JWT_SECRET.getBytes(StandardCharsets.UTF_8);

    private static String user = "";
    private static String real = "";

    @BeforeAll
    static void users() {
        user = server.user("ada@example.org");
        server.user("bob@example.org");
        real = server.login("ada@example.org").accessToken();
    }

    record Forged(String name, String token) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String claims(String issuer, String audience, String expiry) {
        long now = Instant.now().getEpochSecond();
        return "{\"sub\":\"" + user + "\",\"iss\":\"" + issuer + "\",\"aud\":\"" + audience + "\",\"iat\":" + now
                + expiry + "}";
    }

    private static String good() {
        return claims("hivesync", "hivesync-api", expiry(600));
    }

    private static String expiry(long seconds) {
        return ",\"exp\":" + (Instant.now().getEpochSecond() + seconds);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String unsigned(String header, String claims) {
        return encoded(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.getBytes(StandardCharsets.UTF_8));
    }

    private static String signed(String header, String claims, byte[] key, String algorithm)
            throws GeneralSecurityException {
        String text = unsigned(header, claims);
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return text + "." + encoded(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String signed(String header, String claims) throws GeneralSecurityException {
        return signed(header, claims, SECRET, "HmacSHA256");
    }

    private static Stream<Forged> forged() throws GeneralSecurityException {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        byte[] publicKey = ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(rsa.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
        String[] parts = real.split("\\.", -1);
        String bobs = server.login("bob@example.org").accessToken().split("\\.", -1)[1];
        return Stream.of(
                new Forged("no algorithm", unsigned("{\"alg\":\"none\"}", good()) + "."),
                new Forged("no algorithm, capital", unsigned("{\"alg\":\"None\"}", good()) + "."),
                new Forged("no algorithm, mixed", unsigned("{\"alg\":\"nOnE\"}", good()) + "."),
                new Forged("no algorithm, with a signature", signed("{\"alg\":\"none\"}", good())),
                new Forged("signed with a public key as the secret", signed(PLAIN, good(), publicKey, "HmacSHA256")),
                new Forged("called RS256", signed("{\"alg\":\"RS256\"}", good())),
                new Forged("called HS512", signed("{\"alg\":\"HS512\"}", good(), SECRET, "HmacSHA512")),
                new Forged("an empty signature", unsigned(PLAIN, good()) + "."),
                new Forged("a signature of zeros", unsigned(PLAIN, good()) + "." + encoded(new byte[32])),
                new Forged("no signature at all", unsigned(PLAIN, good())),
                new Forged("another audience", signed(PLAIN, claims("hivesync", "other-api", expiry(600)))),
                new Forged("another issuer", signed(PLAIN, claims("evil", "hivesync-api", expiry(600)))),
                new Forged(
                        "expiry as text", signed(PLAIN, claims("hivesync", "hivesync-api", ",\"exp\":\"9999999999\""))),
                new Forged("expired", signed(PLAIN, claims("hivesync", "hivesync-api", expiry(-1)))),
                new Forged("no expiry", signed(PLAIN, claims("hivesync", "hivesync-api", ""))),
                new Forged(
                        "a key id that is a path",
                        signed("{\"alg\":\"HS256\",\"kid\":\"../../../../dev/null\"}", good())),
                new Forged(
                        "a key id that is SQL",
                        signed("{\"alg\":\"HS256\",\"kid\":\"x' UNION SELECT 'secret' --\"}", good())),
                new Forged(
                        "a key of its own",
                        signed(
                                "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}",
                                good(),
                                new byte[32],
                                "HmacSHA256")),
                new Forged("a token of another kind", signed("{\"alg\":\"HS256\",\"typ\":\"refresh\"}", good())),
                new Forged("another payload under the signature", parts[0] + "." + bobs + "." + parts[2]),
                new Forged(
                        "another secret",
                        signed(
                                PLAIN,
                                good(),
                                "another-secret-0123456789abcdef01234567".getBytes(StandardCharsets.UTF_8),
                                "HmacSHA256")),
                new Forged("an empty secret's", signed(PLAIN, good(), new byte[1], "HmacSHA256")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void forged(Forged forged) {
        TestServer.Reply reply = server.get("/auth/me", forged.token());
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("UNAUTHENTICATED");
        assertThat(reply.body().toString()).doesNotContain(user).doesNotContain(forged.token());
        assertThat(server.post("/notifications/mark_read", forged.token(), "{\"up_to\":1}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void what_the_forger_makes_with_everything_right_is_accepted() throws GeneralSecurityException {
        assertThat(server.get("/auth/me", signed(PLAIN, good())).status()).isEqualTo(200);
    }
}
