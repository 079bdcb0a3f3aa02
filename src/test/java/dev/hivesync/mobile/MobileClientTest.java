package dev.hivesync.mobile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.mobile.View.Standing;
import dev.hivesync.sync.Reply;
import dev.hivesync.wire.Payload.AiJob;
import dev.hivesync.wire.Payload.RepoSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MobileClientTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void place() {
        file = directory.resolve("mobile.json");
    }

    private Phone phone(int seconds) {
        return new Phone(file, "here u-1", Duration.ofSeconds(seconds));
    }

    @Test
    void it_polls_every_45_seconds() {
        assertThat(phone(200).run().polls).containsExactly(0L, 45L, 90L, 135L, 180L);
    }

    @Test
    void what_nobody_foresaw_costs_a_round_and_not_the_list() {
        Phone phone = phone(300);
        phone.time.at(Duration.ofSeconds(30), () -> phone.crash = new IllegalStateException("unforeseen"));
        phone.time.at(Duration.ofSeconds(70), () -> phone.crash = null);
        phone.time.at(Duration.ofSeconds(75), () -> phone.preview("n-1", "preview_ready", "ABC"));
        assertThat(phone.run().polls).containsExactly(0L, 45L, 60L, 90L, 135L, 180L, 225L, 270L);
        assertThat(phone.shown()).containsExactly("n-1");
        assertThat(phone.views.getLast().standing()).isEqualTo(Standing.CURRENT);
    }

    @Test
    void a_screen_that_fails_once_is_drawn_again() {
        Phone phone = phone(100);
        phone.screenFault = new IllegalStateException("no screen");
        phone.preview("n-1", "preview_ready", "ABC");
        assertThat(phone.run().polls).containsExactly(15L, 60L);
        assertThat(phone.shown()).containsExactly("n-1");
    }

    @Test
    void a_preview_that_is_launching_is_followed_every_10_seconds_until_it_is_ready() {
        Phone phone = phone(200);
        phone.time.at(Duration.ofSeconds(40), () -> phone.preview("n-1", "preview_token_created", "ABC"));
        phone.time.at(Duration.ofSeconds(60), () -> phone.preview("n-2", "preview_bundle_uploaded", "ABC"));
        phone.time.at(Duration.ofSeconds(72), () -> phone.preview("n-3", "preview_ready", "ABC"));
        assertThat(phone.run().polls).containsExactly(0L, 45L, 55L, 65L, 75L, 120L, 165L);
        assertThat(phone.shown()).containsExactly("n-3", "n-2", "n-1");
    }

    @Test
    void a_preview_that_never_gets_ready_is_given_up_after_half_an_hour() {
        Phone phone = phone(2_000);
        phone.preview("n-1", "preview_bundle_uploaded", "ABC");
        phone.run();
        assertThat(phone.polls.get(1) - phone.polls.get(0)).isEqualTo(10);
        assertThat(phone.polls.getLast() - phone.polls.get(phone.polls.size() - 2))
                .isEqualTo(45);
    }

    @Test
    void in_the_background_it_polls_every_five_minutes_and_at_once_when_it_is_back() {
        Phone phone = phone(1_000);
        phone.time.at(Duration.ofSeconds(50), () -> phone.client.background(true));
        phone.time.at(Duration.ofSeconds(700), () -> phone.client.background(false));
        assertThat(phone.run().polls).startsWith(0L, 45L, 345L, 645L, 700L, 745L);
    }

    @Test
    void in_the_background_a_launching_preview_does_not_keep_the_phone_awake() {
        Phone phone = phone(700);
        phone.preview("n-1", "preview_token_created", "ABC");
        phone.time.at(Duration.ofSeconds(5), () -> phone.client.background(true));
        assertThat(phone.run().polls).containsExactly(0L, 300L, 600L);
    }

    @Test
    void pulling_refreshes_at_once_and_not_as_often_as_one_pulls() {
        Phone phone = phone(60);
        for (int i = 0; i < 50; i++) {
            phone.time.at(Duration.ofSeconds(20).plusMillis(10L * i), phone.client::refresh);
        }
        assertThat(phone.run().polls).containsExactly(0L, 20L, 21L);
    }

    @Test
    void offline_it_backs_off_and_keeps_showing_what_it_has() {
        Phone phone = phone(500);
        phone.preview("n-1", "preview_ready", "ABC");
        phone.time.at(Duration.ofSeconds(1), () -> phone.fault = new Reply.Unavailable<>("gone", null));
        assertThat(phone.run().polls).containsExactly(0L, 45L, 60L, 90L, 150L, 270L, 390L);
        assertThat(phone.views.getLast().standing()).isEqualTo(Standing.OFFLINE);
        assertThat(phone.shown()).containsExactly("n-1");
    }

    @Test
    void a_server_that_asks_for_time_gets_it_however_one_pulls() {
        Phone phone = phone(500);
        phone.fault = new Reply.Unavailable<>("busy", Duration.ofSeconds(200));
        phone.time.at(Duration.ofSeconds(20), phone.client::refresh);
        assertThat(phone.run().polls.get(1)).isGreaterThanOrEqualTo(200);
    }

    @Test
    void only_previews_and_repository_events_are_shown() {
        Phone phone = phone(10);
        phone.write("n-1", "ai_job_completed", new AiJob("job-1", "proj-1", "document", null));
        phone.write("n-2", "repo_sync_failed", new RepoSync("s-1", "afe127c", "proj-1", "conflict"));
        phone.write("n-3", "something_new", new AiJob("job-1", "proj-1", "document", null));
        phone.preview("n-4", "preview_expired", "ABC");
        assertThat(phone.run().shown()).containsExactlyInAnyOrder("n-2", "n-4");
    }

    @Test
    void opening_marks_read_here_at_once_and_on_the_server_when_it_can_be_told() {
        Phone phone = phone(200);
        phone.preview("n-1", "preview_ready", "ABC");
        phone.marksFail = true;
        phone.time.at(Duration.ofSeconds(10), () -> phone.client.open("n-1"));
        phone.time.at(
                Duration.ofSeconds(11),
                () -> assertThat(phone.views.getLast().unread()).isEmpty());
        phone.time.at(Duration.ofSeconds(40), () -> phone.marksFail = false);
        phone.run();
        assertThat(phone.marked).containsExactly("n-1");
        assertThat(phone.views.getLast().unread()).isEmpty();
    }

    @Test
    void a_mark_that_was_not_sent_outlives_a_restart() {
        Phone phone = phone(20);
        phone.preview("n-1", "preview_ready", "ABC");
        phone.marksFail = true;
        phone.time.at(Duration.ofSeconds(10), () -> phone.client.open("n-1"));
        phone.run();
        Phone again = phone(20);
        again.preview("n-1", "preview_ready", "ABC");
        assertThat(again.run().marked).containsExactly("n-1");
        assertThat(again.views.getFirst().unread()).isEmpty();
    }

    @Test
    void what_was_kept_is_there_before_the_network_answers() {
        Phone phone = phone(10);
        for (int i = 0; i < 130; i++) {
            phone.time.work(Duration.ofMillis(1));
            phone.preview("n-" + i, "preview_ready", "T-" + i);
        }
        phone.run();
        Phone again = phone(10);
        again.fault = new Reply.Unavailable<>("no network", null);
        again.run();
        View first = again.views.getFirst();
        assertThat(first.standing()).isEqualTo(Standing.STARTING);
        assertThat(first.rows()).hasSize(100);
        assertThat(first.rows().getFirst().notificationId()).isEqualTo("n-129");
    }

    @Test
    void what_is_read_elsewhere_is_read_here_and_new_rows_are_fresh_once() {
        Phone phone = phone(200);
        phone.preview("n-1", "preview_ready", "ABC");
        phone.time.at(Duration.ofSeconds(50), () -> phone.read("n-1"));
        phone.time.at(Duration.ofSeconds(100), () -> phone.preview("n-2", "preview_ready", "DEF"));
        phone.run();
        assertThat(phone.views.stream().flatMap(view -> view.fresh().stream())).containsExactly("n-1", "n-2");
        assertThat(phone.views.getLast().unread()).isEqualTo(Set.of("n-2"));
    }

    @Test
    void an_expired_place_is_begun_anew() {
        Phone phone = phone(100);
        phone.preview("n-1", "preview_ready", "ABC");
        phone.time.at(Duration.ofSeconds(40), () -> phone.fault = new Reply.CursorExpired<>());
        phone.time.at(Duration.ofSeconds(50), () -> phone.fault = null);
        phone.run();
        assertThat(phone.views.getLast().standing()).isEqualTo(Standing.CURRENT);
        assertThat(phone.shown()).containsExactly("n-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "[]",
                "{\"v\":1}",
                "{\"v\":9}",
                "{\"v\":1,\"account\":\"here u-1\",\"notifications\":[null],\"unsent\":[]}"
            })
    void a_damaged_file_is_as_good_as_none(String damaged) throws IOException {
        Files.writeString(file, damaged);
        Phone phone = phone(10);
        phone.preview("n-1", "preview_ready", "ABC");
        assertThat(phone.run().views.getFirst().rows()).isEmpty();
        assertThat(phone.shown()).containsExactly("n-1");
    }

    @Test
    void another_users_list_is_not_shown() {
        Phone phone = phone(10);
        phone.preview("n-1", "preview_ready", "ABC");
        phone.run();
        Phone other = new Phone(file, "here u-2", Duration.ofSeconds(10));
        assertThat(other.run().views).allMatch(view -> view.rows().isEmpty());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void only_its_owner_can_read_the_file() throws IOException {
        Phone phone = phone(10);
        phone.preview("n-1", "preview_ready", "ABC");
        phone.run();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(List.of(directory.toFile().list())).containsExactly("mobile.json");
    }
}
