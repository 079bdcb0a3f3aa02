package dev.hivesync.desktop.look;

/// Makes foreign text safe to lay out: no control, formatting or direction characters, and of bounded length.
public final class Clean {

    private static final int LINE = 240;
    private static final int BLOCK = 4_000;

    private Clean() {}

    /// One line; every run of white space becomes one space.
    public static String line(String text) {
        return clean(text, LINE, false);
    }

    /// A clean text cut to a length.
    public static String brief(String text, int length) {
        return clean(text, length, false);
    }

    /// Several lines.
    public static String block(String text) {
        return clean(text, BLOCK, true);
    }

    private static String clean(String text, int limit, boolean lines) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), limit));
        boolean space = true;
        int i = 0;
        while (i < text.length() && out.length() < limit) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (lines && c == '\n') {
                out.append('\n');
                space = true;
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                if (!space) {
                    out.append(' ');
                }
                space = true;
            } else if (shown(c)) {
                out.appendCodePoint(c);
                space = false;
            }
        }
        String cleaned = out.toString().strip();
        return i < text.length() ? cleaned + "…" : cleaned;
    }

    /// Whether a reader sees it for what it is: not control, formatting, direction or private.
    public static boolean shown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
