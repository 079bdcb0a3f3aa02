package dev.hivesync.desktop.board;

import java.util.List;

/// What is searched for.
///
/// @param letters those of its words
/// @param words that must all occur, folded, but for those that their letters decide alone
record Query(long letters, List<String> words) {

    static Query of(String text) {
        List<String> words = Folded.words(text);
        return new Query(
                Letters.of(String.join("", words)),
                words.stream()
                        .filter(word -> word.length() > 1 || !Letters.own(word.charAt(0)))
                        .toList());
    }

    boolean blank() {
        return letters == 0;
    }

    /// @param folded a text
    /// @param has its letters
    boolean within(String folded, long has) {
        if ((letters & ~has) != 0) {
            return false;
        }
        for (String word : words) {
            if (!folded.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
