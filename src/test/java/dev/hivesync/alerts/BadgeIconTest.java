package dev.hivesync.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadgeIconTest {

    private static final int CIRCLE = 0xFFC22C1D;

    @Test
    void nothing_unread_is_the_icon_as_it_is_and_every_number_looks_different() {
        for (int size : BadgeIcon.SIZES) {
            Set<List<Integer>> looks = new HashSet<>();
            for (int unread = 0; unread <= 10; unread++) {
                BufferedImage icon = BadgeIcon.draw(size, Badge.digits(unread));
                List<Integer> pixels =
                        Arrays.stream(BadgeIcon.pixels(icon)).boxed().toList();
                assertThat(pixels).hasSize(size * size);
                assertThat(pixels.contains(CIRCLE)).isEqualTo(unread > 0);
                looks.add(pixels);
            }
            assertThat(looks).hasSize(11);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1,''", "0,''", "1,1", "9,9", "10,9+", "100000,9+"})
    void more_than_nine_is_nine_and_more(int unread, String digits) {
        assertThat(Badge.digits(unread)).isEqualTo(digits);
    }
}
