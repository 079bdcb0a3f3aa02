package dev.hivesync.desktop.board;

/// Which characters a text has, in the bits of one number: one each for the letters and digits of ASCII, and a few
/// that all others share. A text without a character of the query need not be looked through, and most have none.
final class Letters {

    private static final int DIGITS = 26;
    private static final int OTHERS = 36;

    private Letters() {}

    static long of(String text) {
        long letters = 0;
        for (int i = 0; i < text.length(); i++) {
            letters |= 1L << place(text.charAt(i));
        }
        return letters;
    }

    /// Whether a text that has the letter is one that has its bit.
    static boolean own(char letter) {
        return place(letter) < OTHERS;
    }

    private static int place(char letter) {
        if (letter >= 'a' && letter <= 'z') {
            return letter - 'a';
        }
        if (letter >= '0' && letter <= '9') {
            return DIGITS + letter - '0';
        }
        return OTHERS + letter % (Long.SIZE - OTHERS);
    }
}
