package dev.hivesync.sync;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// TLS that must not be trusted never sees a token; HTTP/2 that says goodbye loses nothing.
class CertificateFaultsTest {

    private static final HeldCertificate AUTHORITY = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("test authority")
            .build();

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final OkHttpClient http = trusting();

    private static OkHttpClient trusting() {
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(AUTHORITY.certificate())
                .build();
        return HttpBackend.client()
                .newBuilder()
                .callTimeout(Duration.ofSeconds(10))
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
    }

    @AfterEach
    void stop() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private static HeldCertificate.Builder certificate(String host) {
        return new HeldCertificate.Builder().commonName("server").addSubjectAlternativeName(host);
    }

    private Reply<Page> poll(HeldCertificate certificate) {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        answer();
        return backend().changes(Cursor.START, null);
    }

    private HttpBackend backend() {
        return new HttpBackend(http, server.url("/"), new OneToken(true), InstantSource.fixed(NOW));
    }

    private void answer() {
        server.enqueue(good().build());
    }

    private static MockResponse.Builder good() {
        return new MockResponse.Builder().body(Json.MAPPER.writeValueAsString(page("c1", false)));
    }

    private String host() {
        return server.getHostName();
    }

    private void refused(Reply<Page> reply) {
        assertThat(reply).isInstanceOf(Reply.Unavailable.class);
        assertThat(server.getRequestCount()).as("requests that carried a token").isZero();
    }

    @Test
    void a_certificate_of_the_authority_is_good() {
        assertThat(poll(certificate(host()).signedBy(AUTHORITY).build())).isInstanceOf(Reply.Ok.class);
    }

    @Test
    void a_self_signed_certificate_sees_no_token() {
        refused(poll(certificate(host()).build()));
    }

    @Test
    void another_hosts_certificate_sees_no_token() {
        refused(poll(certificate("elsewhere.example").signedBy(AUTHORITY).build()));
    }

    @Test
    void an_expired_certificate_sees_no_token() {
        Instant now = Instant.now();
        refused(poll(certificate(host())
                .signedBy(AUTHORITY)
                .validityInterval(
                        now.minus(Duration.ofDays(20)).toEpochMilli(),
                        now.minus(Duration.ofDays(10)).toEpochMilli())
                .build()));
    }

    @Test
    void a_server_that_breaks_off_the_handshake_is_unavailable() {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate(host()).signedBy(AUTHORITY).build())
                .build()
                .sslSocketFactory());
        for (int i = 0; i < 4; i++) {
            server.enqueue(new MockResponse.Builder().failHandshake().build());
        }
        assertThat(backend().changes(Cursor.START, null)).isInstanceOf(Reply.Unavailable.class);
    }

    @Test
    void goaway_between_and_during_requests_loses_none() {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate(host()).signedBy(AUTHORITY).build())
                .build()
                .sslSocketFactory());
        server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
        // A request that the server took just before it went is asked again, so there may be more of them than polls.
        QueueDispatcher generous = new QueueDispatcher();
        generous.setFailFast(
                good().onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE).build());
        server.setDispatcher(generous);
        HttpBackend backend = backend();
        for (int i = 0; i < 10; i++) {
            assertThat(backend.changes(Cursor.START, null)).as("poll %d", i).isInstanceOf(Reply.Ok.class);
        }
        generous.setFailFast(good().build());
        assertThat(backend.changes(Cursor.START, null)).isInstanceOf(Reply.Ok.class);
        // A stream that the server refuses as it goes is asked again on another connection.
        server.enqueue(new MockResponse.Builder()
                .onRequestStart(new SocketEffect.CloseStream(7))
                .build());
        answer();
        assertThat(backend.changes(Cursor.START, null)).isInstanceOf(Reply.Ok.class);
    }
}
