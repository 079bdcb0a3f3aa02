package dev.hivesync.app;

import dev.hivesync.server.BuiltInServer;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Family;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.LocalServer;
import dev.hivesync.wire.NotificationType;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// `emit`: writes a notification to the local server, as a worker would.
@Command(name = "emit", description = "Write a notification as a worker would, to the local server.")
final class EmitCommand implements Callable<Integer> {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Home home;
    private final PrintStream out;

    @Parameters(index = "0", paramLabel = "TYPE")
    private String type = "";

    @Parameters(index = "1..*", paramLabel = "key=value", description = "Fields of the payload.")
    private List<String> fields = List.of();

    @Option(names = "--project", paramLabel = "P", description = "The project it concerns.")
    private @Nullable String project;

    EmitCommand(Home home, PrintStream out) {
        this.home = home;
        this.out = out;
    }

    @Override
    public Integer call() {
        NotificationType known = NotificationType.of(type).orElseThrow(() -> unknown(type));
        boolean system = known.family() == Family.SYSTEM;
        String to = project == null && !system ? BuiltInServer.DEMO_PROJECT : project;
        Map<String, JsonNode> payload = new LinkedHashMap<>();
        defaults(known, to).forEach((name, value) -> payload.put(name, StringNode.valueOf(value)));
        given().forEach((name, value) -> payload.put(name, StringNode.valueOf(value)));
        LocalServer server = ServerCommand.running(home);
        String user = to == null ? BuiltInServer.USER : null;
        out.println(post(
                server,
                new Api.Ingest(to, user, type, payload, UUID.randomUUID().toString())));
        return ExitCode.DONE;
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        for (String field : fields) {
            int equals = field.indexOf('=');
            if (equals < 1) {
                throw new CommandFailure(ExitCode.USAGE, "\"" + field + "\" is not of the form key=value.");
            }
            given.put(field.substring(0, equals), field.substring(equals + 1));
        }
        return given;
    }

    /// What the type needs, so that a bare `emit TYPE` works. Ids are new each time.
    private static Map<String, String> defaults(NotificationType type, @Nullable String project) {
        Map<String, String> fields = new LinkedHashMap<>();
        String id = UUID.randomUUID().toString().substring(28);
        switch (type.family()) {
            case AI_JOB -> {
                fields.put("job_id", "job-" + id);
                fields.put("action", "document_function");
            }
            case PREVIEW -> {
                fields.put("preview_token", id.toUpperCase(Locale.ROOT));
                fields.put("platform", "ios");
            }
            case REPO_SYNC -> {
                fields.put("sync_id", "sync-" + id);
                fields.put("commit", id.substring(0, 7));
            }
            case SYSTEM -> fields.put("message", "Written by hand with emit.");
        }
        if (project != null) {
            fields.put("project_id", project);
        }
        if (type == NotificationType.AI_JOB_FAILED || type == NotificationType.REPO_SYNC_FAILED) {
            fields.put("error", "Failed on purpose, with emit.");
        }
        return fields;
    }

    private static CommandFailure unknown(String type) {
        List<NotificationType> all = List.of(NotificationType.values());
        String[] words = type.toLowerCase(Locale.ROOT).split("[^a-z]+", -1);
        String close = names(all.stream()
                .filter(known -> Arrays.stream(words)
                        .anyMatch(word -> word.length() > 2 && known.wireName().contains(word)))
                .toList());
        return new CommandFailure(
                ExitCode.USAGE,
                "There is no type \"" + type + "\"."
                        + (close.isEmpty() ? " There are: " + names(all) : " Did you mean one of: " + close) + ".");
    }

    private static String names(List<NotificationType> types) {
        return types.stream().map(NotificationType::wireName).collect(Collectors.joining(", "));
    }

    private static String post(LocalServer server, Api.Ingest notification) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/notifications"))
                .header("Authorization", "Bearer " + server.serviceKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(notification)))
                .build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            // The request's own timeout would not cover the body.
            HttpResponse<String> response = client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return answer(response);
        } catch (ExecutionException | TimeoutException _) {
            throw unreachable();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw unreachable();
        }
    }

    private static String answer(HttpResponse<String> response) {
        try {
            JsonNode body = Json.MAPPER.readTree(response.body());
            if (response.statusCode() / 100 == 2) {
                return body.path("notification_id").asString();
            }
            String sentence = body.path("error").path("message").asString("The server refused the notification.");
            int code = response.statusCode();
            throw new CommandFailure(
                    code == 401 || code == 403 ? ExitCode.REFUSED : code >= 500 ? ExitCode.UNREACHABLE : ExitCode.USAGE,
                    sentence);
        } catch (JacksonException _) {
            throw unreachable();
        }
    }

    private static CommandFailure unreachable() {
        return new CommandFailure(ExitCode.UNREACHABLE, "The local server does not answer. Start it again.");
    }
}
