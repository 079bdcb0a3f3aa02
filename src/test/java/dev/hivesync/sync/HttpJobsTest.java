package dev.hivesync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Jobs of a hostile network.
class HttpJobsTest {

    @TempDir
    Path directory;

    private final MockWebServer server = new MockWebServer();
    private final OkHttpClient http = HttpBackend.client();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private HttpJobs jobs() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), "token-1");
        return new HttpJobs(
                http,
                server.url("/"),
                new TokenFileSession(file),
                InstantSource.fixed(Instant.parse("2026-11-23T08:00:00Z")));
    }

    /// The first call leaves a connection behind. OkHttp takes it up again and finds it dead once the request is out.
    @Test
    void an_order_that_may_have_arrived_is_not_sent_again() throws Exception {
        server.enqueue(new MockResponse.Builder().body("{}").build());
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(new MockResponse.Builder()
                .code(202)
                .body("{\"job_id\":\"job-2\"}")
                .build());
        HttpJobs jobs = jobs();
        var _ = jobs.find("job-1");
        assertThat(jobs.startJob("proj-1", "write_tests")).isInstanceOf(Reply.Unavailable.class);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"result\":null}",
                "{\"result\":7}",
                "{\"result\":{}}",
                "{\"result\":{\"changes\":null}}",
                "{\"result\":{\"summary\":7,\"changes\":[null,7,\"x\",[]]}}",
                "{\"job_id\":[],\"status\":{},\"result\":{\"changes\":{\"file\":\"a\"}}}"
            })
    void a_job_of_any_shape_is_read_and_holds_nothing_that_is_missing(String body) throws Exception {
        server.enqueue(new MockResponse.Builder().body(body).build());
        assertThat(jobs().find("job-1")).isInstanceOfSatisfying(Reply.Ok.class, ok -> {
            Api.Job job = (Api.Job) ok.body();
            assertThat(job.jobId()).isEqualTo("job-1");
            assertThat(job.result() == null ? List.of() : job.result().changes())
                    .isEmpty();
        });
    }

    @Test
    void a_change_that_lacks_a_side_is_read_as_empty_there() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .body("{\"result\":{\"changes\":[{\"file\":\"a.py\",\"after\":\"x\"}]}}")
                .build());
        assertThat(jobs().find("job-1"))
                .isInstanceOfSatisfying(
                        Reply.Ok.class,
                        ok -> assertThat(java.util.Objects.requireNonNull(((Api.Job) ok.body()).result())
                                        .changes())
                                .containsExactly(new Api.Change("a.py", "", "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "7", "<html>sign in to this network</html>", ""})
    void what_is_no_job_is_no_answer(String body) throws Exception {
        server.enqueue(new MockResponse.Builder().body(body).build());
        assertThat(jobs().find("job-1")).isInstanceOf(Reply.Unavailable.class);
    }
}
