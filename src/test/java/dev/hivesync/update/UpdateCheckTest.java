package dev.hivesync.update;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A look over real HTTPS: what is refused is named in the log, and nothing comes of it.
@Timeout(60)
class UpdateCheckTest {

    private static final Releases RELEASES = new Releases();

    @TempDir
    private Path home;

    private final MockWebServer server = new MockWebServer();
    private final List<String> told = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(UpdateCheck.class);
    private OkHttpClient http = new OkHttpClient();
    private boolean wanted = true;

    @BeforeEach
    void serve() throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName(InetAddress.getLoopbackAddress().getHostAddress())
                .build();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        server.start();
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build();
        http = new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        server.close();
    }

    private UpdateCheck check(OkHttpClient client) {
        Consumer<Manifest> newer = manifest -> told.add(manifest.version().toString());
        return new UpdateCheck(
                RELEASES.source("https://hivesync.example.com/update.json"),
                new ReleaseNumber(0, 1, 0),
                new HttpFeed(client, server.url("/update.json").uri()),
                home.resolve("update.json"),
                () -> wanted,
                newer,
                InstantSource.fixed(Releases.NOW),
                new Random(1));
    }

    private void look(MockResponse response) {
        server.enqueue(response);
        check(http).look();
    }

    private static MockResponse file(String text) {
        return new MockResponse.Builder().body(text).build();
    }

    private String lastLine() {
        return log.list.getLast().getFormattedMessage();
    }

    @Test
    void a_newer_version_is_told_and_told_again_after_a_restart_without_a_look() throws Exception {
        look(file(RELEASES.signed(Releases.manifest("0.2.0"))));
        assertThat(told).containsExactly("0.2.0");
        assertThat(server.takeRequest().getHeaders().names())
                .as("nothing tells who asks")
                .containsExactlyInAnyOrder(":authority", ":scheme", "accept", "accept-encoding", "user-agent");

        check(http).recall();
        assertThat(told).containsExactly("0.2.0", "0.2.0");
        assertThat(server.getRequestCount()).isEqualTo(1);
        wanted = false;
        check(http).recall();
        assertThat(told).hasSize(2);
    }

    @Test
    void an_older_manifest_after_a_newer_one_is_ignored_with_its_reason() {
        look(file(RELEASES.signed(Releases.manifest("0.3.0"))));
        look(file(RELEASES.signed(Releases.manifest("0.2.0")
                .put("released", Releases.NOW.minus(Duration.ofDays(20)).toString()))));
        assertThat(told).containsExactly("0.3.0");
        assertThat(lastLine()).isEqualTo("The update check ignored what it got (older than one seen)");
        check(http).recall();
        assertThat(told).as("the newer one is still known").containsExactly("0.3.0", "0.3.0");
    }

    @Test
    void redirects_wherever_to_are_not_followed() {
        for (String to : List.of("http://127.0.0.1:1/", "https://evil.example/", "/elsewhere")) {
            look(new MockResponse.Builder().code(302).setHeader("Location", to).build());
            assertThat(lastLine()).isEqualTo("The update check ignored what it got (redirected)");
        }
        assertThat(server.getRequestCount()).isEqualTo(3);
        assertThat(told).isEmpty();
    }

    @Test
    void what_is_huge_forged_missing_or_untrusted_is_ignored_with_its_reason() {
        look(file("x".repeat(65 * 1024)));
        assertThat(lastLine()).contains("(too large)");
        look(file(new Releases().signed(Releases.manifest("0.2.0"))));
        assertThat(lastLine()).contains("(forged)");
        look(new MockResponse.Builder().code(404).build());
        assertThat(lastLine()).contains("(unreachable)");

        check(new OkHttpClient()).look();
        assertThat(lastLine()).as("a certificate that nobody trusts").contains("(unreachable)");
        assertThat(told).isEmpty();
    }

    @Test
    void a_memory_that_is_damaged_or_cannot_be_kept_stops_nothing() throws Exception {
        Files.writeString(home.resolve("update.json"), "{\"looked\":");
        look(file(RELEASES.signed(Releases.manifest("0.2.0"))));
        assertThat(told).containsExactly("0.2.0");

        Files.delete(home.resolve("update.json"));
        Files.createDirectories(home.resolve("update.json/in-the-way"));
        look(file(RELEASES.signed(Releases.manifest("0.2.0"))));
        assertThat(told).hasSize(2);
    }
}
