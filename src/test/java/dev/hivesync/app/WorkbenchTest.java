package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hivesync.desktop.board.Order;
import dev.hivesync.desktop.work.Answer;
import dev.hivesync.desktop.work.Failure;
import dev.hivesync.server.TestServer;
import dev.hivesync.sync.HttpBackend;
import dev.hivesync.sync.HttpJobs;
import dev.hivesync.sync.TokenFileSession;
import dev.hivesync.wire.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What the window has done elsewhere, on a real backend.
class WorkbenchTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final Api.JobResult RESULT =
            new Api.JobResult("Summary", "Why", List.of(new Api.Change("src/a.py", "a\n", "b\u202E\n")));

    private static String token = "";

    @TempDir
    Path directory;

    private final OkHttpClient http = HttpBackend.client();
    private final AtomicInteger polls = new AtomicInteger();
    private final Workbench workbench = new Workbench(polls::incrementAndGet);

    @BeforeAll
    static void ada() {
        server.user("ada@example.org");
        server.project("p-ada", "ada@example.org");
        server.user("bob@example.org");
        server.project("p-bob", "bob@example.org");
        token = server.login("ada@example.org").accessToken();
    }

    @BeforeEach
    void signedIn() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), token);
        workbench.serve(new HttpJobs(http, HttpUrl.get(server.url()), new TokenFileSession(file), server.clock()));
    }

    @AfterEach
    void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    @Test
    void a_finished_jobs_suggestion_arrives_to_the_letter() throws Exception {
        report("job-1", "completed", RESULT);
        assertThat(answer(workbench.find("job-1")))
                .isEqualTo(new Answer.Done<>(new Api.Job("job-1", "p-ada", "write_tests", "completed", RESULT)));
    }

    @Test
    void a_job_without_a_result_is_told_as_it_is() throws Exception {
        report("job-2", "started", null);
        assertThat(answer(workbench.find("job-2")))
                .isEqualTo(new Answer.Done<>(new Api.Job("job-2", "p-ada", "write_tests", "started", null)));
    }

    @Test
    void what_is_not_there_or_not_ones_own_or_no_id_is_not_found() throws Exception {
        for (String id : List.of("job-none", "..", ".", "a/../../projects", "job 1?x=1#y", "\u202Ejob")) {
            assertThat(answer(workbench.find(id))).as(id).isEqualTo(new Answer.Failed<>(Failure.NOT_FOUND));
        }
    }

    @Test
    void a_retry_is_queued_once_and_its_first_news_is_there_to_be_polled() throws Exception {
        Answer<String> answer = answer(workbench.order(new Order.Job("p-ada", "explain_module")));
        assertThat(answer).isInstanceOf(Answer.Done.class);
        String id = ((Answer.Done<String>) answer).value();
        String news = server.get("/notifications?since=", token).body().toString();
        assertThat(news.split("\"ai_job_queued\"", -1)).hasSize(2);
        assertThat(news).contains(id);
        await().until(() -> polls.get() == 1);
    }

    @Test
    void a_sync_is_queued_and_only_for_ones_own_project() throws Exception {
        assertThat(answer(workbench.order(new Order.Sync("p-ada")))).isInstanceOf(Answer.Done.class);
        assertThat(answer(workbench.order(new Order.Sync("p-bob")))).isEqualTo(new Answer.Failed<>(Failure.NOT_FOUND));
    }

    @Test
    void nobody_signed_in_and_a_refused_token_are_both_signed_out() throws Exception {
        workbench.serve(null);
        assertThat(answer(workbench.find("job-1"))).isEqualTo(new Answer.Failed<>(Failure.SIGNED_OUT));
        Path file = Files.writeString(directory.resolve("wrong"), "not.a.token");
        workbench.serve(new HttpJobs(http, HttpUrl.get(server.url()), new TokenFileSession(file), server.clock()));
        assertThat(answer(workbench.find("job-1"))).isEqualTo(new Answer.Failed<>(Failure.SIGNED_OUT));
    }

    private static void report(String id, String status, Api.@org.jspecify.annotations.Nullable JobResult result) {
        Api.JobReport report = new Api.JobReport("p-ada", "write_tests", status, result, null);
        assertThat(server.put("/ai/jobs/" + id, TestServer.SERVICE_KEY, report).status())
                .isEqualTo(200);
    }

    private static <T> Answer<T> answer(CompletionStage<Answer<T>> stage) throws Exception {
        return stage.toCompletableFuture().get(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS);
    }
}
