package dev.hivesync.desktop.look;

import static dev.hivesync.desktop.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hivesync.desktop.Samples;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTest {

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final Moments moments = new Moments(texts, ZoneOffset.UTC);
    private final Wording wording = new Wording(texts, moments);

    @ParameterizedTest
    @EnumSource
    void every_type_has_words_whatever_its_payload(NotificationType type) {
        Notification bare = notification(type.wireName(), new Payload.Other(Map.of()));
        assertThat(wording.title(bare)).isNotBlank();
        assertThat(wording.step(bare)).isNotBlank();
        assertThatCode(() -> wording.fields(bare)).doesNotThrowAnyException();
    }

    @Test
    void an_unknown_type_is_said_plainly() {
        Notification unknown =
                notification("quantum_link_lost", new Payload.Other(Map.of("message", "\"It \\u202e\u202Eis gone\"")));
        assertThat(wording.title(unknown)).isEqualTo("Quantum link lost");
        assertThat(wording.detail(unknown)).doesNotContain("\u202E").startsWith("It");
        assertThat(wording.title(notification("\u0007\u202E", new Payload.Other(Map.of()))))
                .isEqualTo("Notification");
    }

    @Test
    void foreign_text_is_cleaned_and_cut() {
        assertThat(Clean.line(" a\u0000b\u202E \n\t c\u200F ")).isEqualTo("ab c");
        assertThat(Clean.line("x".repeat(1_000_000))).hasSize(241).endsWith("…");
        assertThat(Clean.block("one\ntwo")).isEqualTo("one\ntwo");
    }

    @Test
    void times_are_said_as_people_do() {
        assertThat(moments.ago(NOW.plusSeconds(500), NOW)).isEqualTo("just now");
        assertThat(moments.ago(NOW.minusSeconds(59), NOW)).isEqualTo("just now");
        assertThat(moments.ago(NOW.minus(Duration.ofMinutes(59)), NOW)).isEqualTo("59 min ago");
        assertThat(moments.ago(NOW.minus(Duration.ofMinutes(60)), NOW)).isEqualTo("1 h ago");
        assertThat(moments.ago(NOW.minus(Duration.ofHours(20)), NOW)).isEqualTo("18:26");
        assertThat(moments.dayName(moments.day(NOW.plus(Duration.ofDays(3))), NOW))
                .isEqualTo("Today");
        assertThat(moments.dayName(moments.day(NOW.minus(Duration.ofDays(1))), NOW))
                .isEqualTo("Yesterday");
        assertThat(moments.dayName(moments.day(NOW.minus(Duration.ofDays(3))), NOW))
                .isEqualTo("Friday, 20 November");
    }

    @Test
    void only_demo_ids_are_called_demo() {
        assertThat(Wording.demo(new Payload.AiJob("demo-1", "p", "x", null))).isTrue();
        assertThat(Wording.demo(new Payload.AiJob("job-demo-1", "p", "x", null)))
                .isFalse();
        assertThat(Wording.demo(new Payload.SystemNotice("demo-", null, null, null)))
                .isFalse();
    }

    private static Notification notification(String type, Payload payload) {
        return Samples.entry("n", type, "proj-1", payload, Duration.ZERO, false).notification();
    }
}
