package dev.hivesync.desktop.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    /// Few enough that words occur, and of each kind: own bits, shared bits, folded to one or to two others.
    private static final String CHARACTERS = "aabz09_-:. éßÆ漢\u0301🦊";

    @Test
    void it_finds_what_looking_through_every_text_finds() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String text = Folded.of(drawn(random, 24));
            String wanted = drawn(random, 4) + (random.nextBoolean() ? " " + drawn(random, 2) : "");
            List<String> words = Folded.words(wanted);
            assertThat(Query.of(wanted).within(text, Letters.of(text)))
                    .as("seed %d: <%s> in <%s>", seed, wanted, text)
                    .isEqualTo(words.stream().allMatch(text::contains));
        }
    }

    private static String drawn(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u0301"})
    void a_blank_one_asks_for_nothing(String text) {
        assertThat(Query.of(text).blank()).isTrue();
    }

    @Test
    void a_text_without_one_of_its_letters_is_not_looked_through() {
        String text = "suggestion is ready";
        for (char letter = 'a'; letter <= 'z'; letter++) {
            boolean has = (Letters.of(text) & Letters.of(String.valueOf(letter))) != 0;
            assertThat(has).as("%c", letter).isEqualTo(text.contains(String.valueOf(letter)));
        }
        assertThat(Query.of("r 7").words())
                .as("what is looked for beyond the letters")
                .isEmpty();
        assertThat(Query.of("ready 漢".toUpperCase(Locale.ROOT)).words()).containsExactly("ready", "漢");
    }

    @Test
    void the_text_makes_no_row_different() {
        SearchText one = new SearchText();
        SearchText other = new SearchText();
        one.put("a");
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    }
}
