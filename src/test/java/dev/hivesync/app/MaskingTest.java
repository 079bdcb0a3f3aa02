package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What must not lie in a log is taken out of its lines; what a reader needs stays.
class MaskingTest {

    private final Masking masking = new Masking(List.of("/home/ada lovelace/hive", "/home/ada lovelace"));

    /// Neither the log nor the diagnostics may let these through.
    @Retention(RetentionPolicy.RUNTIME)
    @CsvSource(
            delimiter = '|',
            value = {
                "got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1LTEifQ.c2lnbmF0dXJl here | eyJ",
                "Authorization: Bearer abcdef123456 | abcdef123456",
                "{\"refresh_token\":\"r-17.short\"} | r-17",
                "{\"password\": \"hunter2 with spaces\"} | hunter2",
                "SERVICE_KEY=swordfish | swordfish",
                "Set-Cookie: session=5 | session=5",
                "jdbc:postgresql://ada:hunter2@db.example.com/hive | hunter2",
                "GET https://hivesync.example.com/x?code=12345 failed | 12345",
                "token Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MEFCQ0RFRg | Zm9v",
                "3f786850e387550fdab836ed7e6dc881de23001b3f786850e387550fdab836ed7e6dc881 | 3f78",
                "java.nio.file.NoSuchFileException: /srv/repos/secret-project/x.txt | secret-project",
                "cannot open C:\\Users\\Ada\\notes.txt today | Ada",
                "cannot open \\\\fileserver\\share\\notes.txt today | fileserver",
                "at file:///home/eve/x.html | eve",
                "Set-Cookie: theme=dark; session=5x7 | 5x7",
                "key: sk-live-42 | sk-live",
                "secret=one,two | two",
            })
    private @interface SecretLines {}

    @ParameterizedTest
    @SecretLines
    @CsvSource(delimiter = '|', value = "in /home/ada lovelace/hive/inbox.db | lovelace")
    void secrets_and_places_are_taken_out(String line, String secret) {
        assertThat(masking.mask(line)).doesNotContain(secret).containsAnyOf("[secret]", "[path]", "[query]", "~/");
    }

    @ParameterizedTest
    @SecretLines
    void and_the_diagnostics_take_out_no_less(String line, String secret) {
        assertThat(new Redactor(List.of()).line(line)).doesNotContain(secret);
    }

    @Test
    void what_a_parser_stumbled_over_is_not_repeated() {
        String masked = masking.mask("""
            2026-11-24 WARN Poller [poller]  unreadable
            tools.jackson.databind.exc.InvalidFormatException: Cannot deserialize value from String "Fix the payroll bug"
             at [Source: REDACTED; line: 1]
            \tat tools.jackson.databind.DeserializationContext.weird(DeserializationContext.java:1)
            Caused by: java.time.DateTimeException: bad
            """);
        assertThat(masked)
                .doesNotContain("payroll")
                .contains("InvalidFormatException: [payload]")
                .contains("Caused by: java.time.DateTimeException: bad");
        assertThat(masking.mask("ERROR: duplicate key\n  Detail: Key (message)=(Fix the payroll bug) exists."))
                .doesNotContain("payroll");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The poll failed (UNREACHABLE); next try in 30 s",
                "notification 0c8f0000-0000-4000-8000-000000000001 arrived",
                "\tat java.base/java.lang.Thread.run(Thread.java:1474)",
                "\tat dev.hivesync.desktop.center.SomeVeryLongClassNameThatGoesOnAndOnAndOn.run(X.java:9)",
                "GET /api/v1/notifications answered 503",
                "connected to wss://hivesync.example.com/api/v1/notifications/live",
                "Version 0.2.0 is available",
                "retry 1/3, read/write",
            })
    void what_helps_a_reader_stays(String line) {
        assertThat(masking.mask(line)).isEqualTo(line);
    }
}
