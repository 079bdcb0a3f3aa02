package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.TestServer;
import dev.hivesync.sync.HttpBackend;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// What a command needs in a test: a user with a project on the real backend, an HTTP client, and somebody who reads
/// what it prints.
@NullMarked
final class CommandDesk implements BeforeEachCallback, AfterEachCallback {

    private final TestServer server;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private OkHttpClient http = HttpBackend.client();
    private String email = "";
    private String project = "";

    CommandDesk(TestServer server) {
        this.server = server;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        http = HttpBackend.client();
        bytes.reset();
        email = newUser();
        project = "proj-" + UUID.randomUUID();
        server.project(project, email);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        http.dispatcher().executorService().shutdown();
    }

    String newUser() {
        String fresh = UUID.randomUUID() + "@example.org";
        var _ = server.user(fresh);
        return fresh;
    }

    OkHttpClient http() {
        return http;
    }

    PrintStream out() {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    String email() {
        return email;
    }

    String project() {
        return project;
    }

    /// Something happens in the project.
    void emit(String type, Map<String, String> payload) {
        assertThat(server.post(
                                "/notifications",
                                TestServer.SERVICE_KEY,
                                Map.of("project_id", project, "type", type, "payload", payload))
                        .status())
                .isEqualTo(201);
    }

    /// All that was printed so far.
    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// Nothing of it was read.
    void forget() {
        bytes.reset();
    }
}
