package dev.hivesync.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Json;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/// What no handler can foresee is answered in the contract's body, too.
class FatalErrorsTest {

    @Test
    void an_error_of_the_jvm_is_a_500_without_its_reason() throws Exception {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.router.javaLangErrorHandler(Errors::fatal);
            Errors.install(config.routes);
            config.routes.get("/deep", _ -> {
                throw new StackOverflowError("at home/ada");
            });
        });
        try (HttpClient http = HttpClient.newHttpClient()) {
            javalin.start("127.0.0.1", 0);
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + javalin.port() + "/deep"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(Json.MAPPER.readTree(answer.body()).at("/error/code").asString())
                    .isEqualTo("INTERNAL_ERROR");
            assertThat(answer.body()).doesNotContain("home/ada");
        } finally {
            javalin.stop();
        }
    }
}
