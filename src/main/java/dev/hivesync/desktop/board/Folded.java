package dev.hivesync.desktop.board;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text as the search compares it: in lower case, without accents.
final class Folded {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Folded() {}

    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                        .replaceAll("");
                return bare.toLowerCase(Locale.ROOT).replace("ß", "ss");
            }
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /// The words of a query; none of a blank one.
    static List<String> words(String query) {
        return Arrays.stream(SPACE.split(of(query)))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }
}
