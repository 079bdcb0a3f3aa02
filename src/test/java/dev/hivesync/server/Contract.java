package dev.hivesync.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.hivesync.server.api.HttpApi;
import dev.hivesync.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The API's own description, held against what really goes over the wire: status, headers, body and, where a call
/// succeeds, the request. Objects must have the described fields and no others.
final class Contract {

    static final Contract SHARED = new Contract();

    private static final String BASE = "/api/v1";

    private final JsonNode document;
    private final JsonNode closed;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    private Contract() {
        try (InputStream in = requireNonNull(HttpApi.class.getResourceAsStream("openapi.json"))) {
            document = Json.MAPPER.readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closed = document.path("components").deepCopy();
        closed.path("schemas").forEach(Contract::close);
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties")) {
            if (!object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            object.path("properties").forEach(Contract::close);
        }
        if (schema.has("items")) {
            close(schema.path("items"));
        }
    }

    /// Each operation with its method, such as `GET /api/v1/health`.
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method ->
                                operations.add(method.toUpperCase(Locale.ROOT) + " " + BASE + path.getKey())));
        return operations;
    }

    JsonNode operation(String operation) {
        String[] parts = operation.split(" ", 2);
        return document.path("paths").path(parts[1].substring(BASE.length())).path(parts[0].toLowerCase(Locale.ROOT));
    }

    /// The parameters of an operation, references resolved.
    List<JsonNode> parameters(String operation) {
        return operation(operation)
                .path("parameters")
                .valueStream()
                .map(this::resolved)
                .toList();
    }

    /// What was answered in this JVM so far, such as `200 GET /api/v1/health`.
    Set<String> seen() {
        return Set.copyOf(seen);
    }

    /// The text of an answer as JSON, or as a JSON text where it is none.
    static JsonNode json(HttpResponse<String> response) {
        boolean json = response.headers()
                .firstValue("Content-Type")
                .map("application/json"::equals)
                .orElse(false);
        if (response.body().isEmpty()) {
            return Json.MAPPER.createObjectNode();
        }
        return json
                ? Json.MAPPER.readTree(response.body())
                : Json.MAPPER.getNodeFactory().stringNode(response.body());
    }

    void check(HttpRequest request, byte[] body, HttpResponse<String> response) {
        Optional<String> operation = operationOf(request);
        String what = request.method() + " " + request.uri().getPath() + " -> " + response.statusCode();
        if (operation.isEmpty()) {
            assertThat(response.statusCode()).as(what).isIn(400, 404, 405);
            assertThat(Json.MAPPER
                            .readTree(response.body())
                            .path("error")
                            .path("code")
                            .isString())
                    .isTrue();
            return;
        }
        seen.add(response.statusCode() + " " + operation.get());
        JsonNode described = operation(operation.get());
        JsonNode answer = resolved(described.path("responses").path(Integer.toString(response.statusCode())));
        if (answer.isMissingNode()) {
            assertThat(response.statusCode()).as(what + " is not described").isIn(400, 408, 431);
            answer = resolved(described.path("responses").path("default"));
        }
        headers(what, answer, response);
        content(what, answer, response);
        if (response.statusCode() < 300 && body.length > 0 && described.has("requestBody")) {
            validate(
                    what + ": the request",
                    document.path("components"),
                    described.at("/requestBody/content/application~1json/schema"),
                    Json.MAPPER.readTree(body));
        }
    }

    private Optional<String> operationOf(HttpRequest request) {
        String asked = request.method() + " " + request.uri().getRawPath();
        // The literal path before the template: mark_read is no id.
        return operations().stream()
                .sorted((a, b) -> Boolean.compare(a.contains("{"), b.contains("{")))
                .filter(operation ->
                        Pattern.matches(Pattern.quote(operation).replaceAll("\\{[a-z_]+}", "\\\\E[^/]+\\\\Q"), asked))
                .findFirst();
    }

    private void headers(String what, JsonNode answer, HttpResponse<String> response) {
        answer.path("headers").properties().forEach(header -> {
            JsonNode described = resolved(header.getValue());
            Optional<String> value = response.headers().firstValue(header.getKey());
            if (value.isEmpty()) {
                assertThat(described.path("required").asBoolean(false))
                        .as(what + " lacks " + header.getKey())
                        .isFalse();
                return;
            }
            boolean number = described.path("schema").path("type").asString("").equals("integer");
            validate(
                    what + ": " + header.getKey(),
                    closed,
                    described.path("schema"),
                    number
                            ? Json.MAPPER.readTree(value.get())
                            : Json.MAPPER.getNodeFactory().stringNode(value.get()));
        });
    }

    private void content(String what, JsonNode answer, HttpResponse<String> response) {
        JsonNode content = answer.path("content");
        if (content.isMissingNode() || response.request().method().equals("HEAD")) {
            assertThat(response.body()).as(what).isEmpty();
            return;
        }
        var media = content.properties().iterator().next();
        String type = response.headers().firstValue("Content-Type").orElse("");
        assertThat(type.split(";", 2)[0]).as(what).isEqualTo(media.getKey());
        validate(what, closed, media.getValue().path("schema"), json(response));
    }

    /// Holds a value against a schema of the document by name.
    void validate(String schema, JsonNode value) {
        ObjectNode reference = Json.MAPPER.createObjectNode();
        reference.put("$ref", "#/components/schemas/" + schema);
        validate(schema, closed, reference, value);
    }

    private void validate(String what, JsonNode components, JsonNode schema, JsonNode value) {
        ObjectNode whole = Json.MAPPER.createObjectNode();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.putArray("allOf").add(schema);
        whole.set("components", components);
        var errors = schemas.computeIfAbsent(whole, registry::getSchema).validate(value);
        if (!errors.isEmpty()) {
            fail("%s: %s in %s", what, errors, value);
        }
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}
