package dev.hivesync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.sync.Session.Renewal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class TokenFileSessionTest {

    @TempDir
    private Path directory;

    private static String token(String subject, String signature) {
        String claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"sub\":\"" + subject + "\"}").getBytes(StandardCharsets.UTF_8));
        return "eyJhbGciOiJIUzI1NiJ9." + claims + "." + signature;
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("token"), text);
    }

    @Test
    void a_refused_token_counts_no_more_and_one_renewed_by_somebody_else_does_at_once() throws IOException {
        TokenFileSession session = new TokenFileSession(file(token("u-1", "one") + "\n"));
        assertThat(session.subject()).contains("u-1");
        assertThat(session.accessToken()).contains(token("u-1", "one"));

        assertThat(session.renew(token("u-1", "one"))).isEqualTo(new Renewal.Denied());
        assertThat(session.accessToken()).isEmpty();

        file(token("u-1", "two"));
        assertThat(session.accessToken()).contains(token("u-1", "two"));
        assertThat(session.renew(token("u-1", "one"))).isEqualTo(new Renewal.Renewed(token("u-1", "two")));
    }

    @Test
    void a_token_of_another_user_is_no_token_of_this_session() throws IOException {
        TokenFileSession session = new TokenFileSession(file(token("u-1", "one")));
        file(token("u-2", "one"));
        assertThat(session.accessToken()).isEmpty();
        assertThat(session.renew(token("u-1", "one"))).isEqualTo(new Renewal.Denied());
        file(token("u-1", "two"));
        assertThat(session.accessToken()).contains(token("u-1", "two"));
    }

    @Test
    void a_file_that_is_away_empty_or_no_token_signs_out_until_it_is_back() throws IOException {
        TokenFileSession session = new TokenFileSession(file(token("u-1", "one")));
        Files.delete(directory.resolve("token"));
        assertThat(session.accessToken()).isEmpty();
        file("");
        assertThat(session.accessToken()).isEmpty();
        file("two words");
        assertThat(session.accessToken()).isEmpty();
        file(token("u-1", "one"));
        assertThat(session.accessToken()).contains(token("u-1", "one"));
    }
}
