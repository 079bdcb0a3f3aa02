package dev.hivesync.desktop.toast;

import static dev.hivesync.desktop.Samples.NOW;
import static dev.hivesync.desktop.Samples.entry;
import static dev.hivesync.desktop.Samples.job;
import static dev.hivesync.desktop.Samples.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.alerts.Alert;
import dev.hivesync.alerts.Alert.Button;
import dev.hivesync.alerts.Place;
import dev.hivesync.alerts.Toast;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.inbox.Entry;
import dev.hivesync.wire.Payload;
import dev.hivesync.wire.Priority;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What leaves HiveSync for the operating system, in words.
class AlertWriterTest {

    private static final String HOSTILE = "\u202Eevil\u0007\u0000 <b>bold</b>\r\n\u2066line\u200B";

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final Wording wording = new Wording(texts, new Moments(texts, ZoneOffset.UTC));

    private AlertWriter writer(String project, boolean windowed) {
        return new AlertWriter(new ToastWords(texts, wording, _ -> project), windowed);
    }

    private static Toast toast(Entry... entries) {
        return new Toast("k", List.of(entries), NOW, null, Place.SYSTEM);
    }

    @Test
    void no_control_and_no_direction_character_leaves_and_text_is_one_line_of_bounded_length() {
        Entry hostile = entry(
                "h", HOSTILE, "p", new Payload.Other(Map.of("message", HOSTILE.repeat(1_000))), Duration.ZERO, false);
        Alert alert = writer(HOSTILE, true).apply(toast(hostile));
        assertThat(alert.title() + alert.text()).contains("evil", "<b>bold</b>");
        assertThat((alert.title() + alert.text()).codePoints()).allMatch(c -> c == ' ' || Clean.shown(c));
        assertThat(alert.text().length()).isLessThanOrEqualTo(241);
    }

    @Test
    void the_loudest_decides_and_a_failure_stays() {
        Entry done = job("a", "completed", "a", "x", Duration.ZERO, false);
        Entry failed = job("b", "failed", "b", "x", Duration.ZERO, false);
        assertThat(writer("", true).apply(toast(done)))
                .returns(Priority.MEDIUM, Alert::priority)
                .returns(false, Alert::stays);
        assertThat(writer("", true).apply(toast(done, failed)))
                .returns(Priority.HIGH, Alert::priority)
                .returns(true, Alert::stays);
    }

    @Test
    void its_buttons_are_open_the_main_action_and_mark_read_and_without_a_window_the_last_alone() {
        Entry done = job("a", "completed", "a", "x", Duration.ZERO, false);
        Entry notice = notice("n", "worker_unavailable", "m", Duration.ZERO, false);
        assertThat(writer("", true).apply(toast(done)).buttons())
                .extracting(Button::label)
                .containsExactly("Open", "Review", "Mark read");
        assertThat(writer("", true).apply(toast(notice)).buttons())
                .extracting(Button::label)
                .containsExactly("Open", "Mark read");
        assertThat(writer("", true).apply(toast(done, notice)).buttons())
                .extracting(Button::label)
                .containsExactly("Show all", "Mark all read");
        assertThat(writer("", false).apply(toast(done)).buttons())
                .extracting(Button::label)
                .containsExactly("Mark read");
    }
}
