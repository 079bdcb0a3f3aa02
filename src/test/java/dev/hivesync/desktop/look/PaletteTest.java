package dev.hivesync.desktop.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// WCAG AA of the tokens that carry text, on every ground they stand on, washes included.
class PaletteTest {

    private static final Pattern TOKEN = Pattern.compile("(-hs-[a-z0-9-]+):\\s*([^;]+);");
    private static final List<String> TEXTS = List.of(
            "-hs-gray-0", "-hs-gray-1", "-hs-gray-2", "-hs-gray-3", "-hs-blue-2", "-hs-success", "-hs-error-tint");
    private static final List<String> GROUNDS =
            List.of("-hs-gray-6", "-hs-gray-7", "-hs-gray-8", "-hs-gray-9", "-hs-overlay");
    private static final List<List<String>> WASHED = List.of(
            List.of("-hs-blue-2", "-hs-blue-wash"),
            List.of("-hs-gray-1", "-hs-blue-wash"),
            List.of("-hs-gray-1", "-hs-success-wash"),
            List.of("-hs-gray-1", "-hs-error-wash"),
            List.of("-hs-gray-1", "-hs-gray-wash"));

    @ParameterizedTest
    @ValueSource(strings = {"palette.css", "palette.css palette-light.css"})
    void text_can_be_read_on_every_ground(String sheets) throws IOException {
        Map<String, String> tokens = new HashMap<>();
        for (String sheet : sheets.split(" ", -1)) {
            Matcher matcher = TOKEN.matcher(read(sheet));
            while (matcher.find()) {
                tokens.put(matcher.group(1), matcher.group(2).strip());
            }
        }
        for (String ground : GROUNDS) {
            for (String text : TEXTS) {
                readable(text, ground, color(tokens, text), color(tokens, ground));
            }
        }
        for (List<String> pair : WASHED) {
            for (String ground : List.of("-hs-gray-7", "-hs-gray-8", "-hs-gray-9")) {
                Color wash = color(tokens, pair.getLast());
                Color below = color(tokens, ground);
                Color seen = below.interpolate(
                        Color.color(wash.getRed(), wash.getGreen(), wash.getBlue()), wash.getOpacity());
                readable(pair.getFirst(), pair.getLast() + " on " + ground, color(tokens, pair.getFirst()), seen);
            }
        }
        readable("-hs-on-yellow", "-hs-yellow", color(tokens, "-hs-on-yellow"), color(tokens, "-hs-yellow"));
    }

    private static void readable(String text, String ground, Color on, Color below) {
        assertThat(contrast(on, below)).as("%s on %s", text, ground).isGreaterThanOrEqualTo(4.5);
    }

    private static double contrast(Color one, Color two) {
        double a = luminance(one) + 0.05;
        double b = luminance(two) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static Color color(Map<String, String> tokens, String name) {
        String value = Objects.requireNonNull(tokens.get(name), name);
        return value.startsWith("-hs-") ? color(tokens, value) : Color.web(value);
    }

    private static String read(String sheet) throws IOException {
        try (InputStream in = Texts.class.getResourceAsStream("/dev/hivesync/desktop/" + sheet)) {
            return new String(Objects.requireNonNull(in, sheet).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
