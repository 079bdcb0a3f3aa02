package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.settings.ServerProblem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.HttpUrl;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The connection test says what is wrong, and only a good server takes the present one's place.
class ServerChoiceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String HEALTHY = "{\"status\":\"ok\"}";
    private static final String UNKNOWN_CALLER =
            "{\"error\":{\"code\":\"UNAUTHENTICATED\",\"message\":\"no\",\"details\":{}}}";

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final Preferences preferences = Preferences.inMemory(Settings.DEFAULT);
    private final List<HttpUrl> changed = new ArrayList<>();
    private final ServerChoice choice =
            new ServerChoice(preferences, changed::add, InstantSource.fixed(NOW), new Target.Nowhere());

    private Optional<ServerProblem> use(String address) throws Exception {
        return choice.use(address).toCompletableFuture().get(40, TimeUnit.SECONDS);
    }

    private void answers(int status, String body, Duration off) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                NOW.plus(off).atZone(ZoneOffset.UTC)))
                .body(body)
                .build());
    }

    private void stays() {
        assertThat(changed).isEmpty();
        assertThat(preferences.now().server()).isNull();
        assertThat(choice.current()).isEmpty();
    }

    @Test
    void a_good_server_is_kept_and_sees_no_credentials() throws Exception {
        answers(200, HEALTHY, Duration.ZERO);
        answers(401, UNKNOWN_CALLER, Duration.ZERO);
        String address = server.url("/team").toString();
        assertThat(use(" " + address + " ")).isEmpty();
        assertThat(changed).containsExactly(HttpUrl.get(address));
        assertThat(preferences.now().server()).isEqualTo(address);
        assertThat(choice.current()).contains(address);
        var request = server.takeRequest();
        assertThat(request.getUrl().encodedPath()).isEqualTo("/team/api/v1/health");
        assertThat(request.getHeaders().get("Authorization")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "two words", "ftp://files.example", "https://me:secret@example.com", "https://x.example/?t=1"
            })
    void what_is_no_address_is_not_tried(String address) throws Exception {
        assertThat(use(address)).contains(ServerProblem.BAD_ADDRESS);
        stays();
    }

    @Test
    void without_a_scheme_it_is_the_safe_one() {
        assertThat(ServerChoice.url("hivesync.example.com")).contains(HttpUrl.get("https://hivesync.example.com/"));
    }

    @Test
    void a_name_that_nobody_has() throws Exception {
        assertThat(use("https://nobody.invalid")).contains(ServerProblem.NAME_NOT_FOUND);
        stays();
    }

    @Test
    void a_port_where_nothing_listens() throws Exception {
        assertThat(use("http://127.0.0.1:" + free())).contains(ServerProblem.REFUSED);
        stays();
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void one_that_says_nothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(use("http://127.0.0.1:" + silent.getLocalPort())).contains(ServerProblem.TIMEOUT);
        }
        stays();
    }

    @Test
    void a_certificate_that_nobody_vouches_for() throws Exception {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(new HeldCertificate.Builder()
                        .addSubjectAlternativeName(server.getHostName())
                        .build())
                .build()
                .sslSocketFactory());
        assertThat(use(server.url("/").toString())).contains(ServerProblem.NOT_TRUSTED);
        stays();
    }

    @Test
    void another_program() throws Exception {
        answers(200, "<html>Welcome</html>", Duration.ZERO);
        assertThat(use(server.url("/").toString())).contains(ServerProblem.NOT_HIVESYNC);
        answers(404, "{}", Duration.ZERO);
        assertThat(use(server.url("/").toString())).contains(ServerProblem.NOT_HIVESYNC);
        answers(302, "", Duration.ZERO);
        assertThat(use(server.url("/").toString())).contains(ServerProblem.NOT_HIVESYNC);
        stays();
    }

    @Test
    void another_version_of_the_api() throws Exception {
        answers(200, HEALTHY, Duration.ZERO);
        answers(404, "{}", Duration.ZERO);
        assertThat(use(server.url("/").toString())).contains(ServerProblem.OTHER_API);
        stays();
    }

    @Test
    void one_that_cannot_work_at_the_moment() throws Exception {
        answers(503, "{}", Duration.ZERO);
        assertThat(use(server.url("/").toString())).contains(ServerProblem.FAILING);
        stays();
    }

    @ParameterizedTest
    @ValueSource(ints = {-6, 6})
    void clocks_that_are_far_apart(int minutes) throws Exception {
        answers(200, HEALTHY, Duration.ofMinutes(minutes));
        answers(401, UNKNOWN_CALLER, Duration.ofMinutes(minutes));
        assertThat(use(server.url("/").toString())).contains(ServerProblem.CLOCK_OFF);
        stays();
    }
}
