package dev.hivesync.desktop.look;

/// Makes foreign text safe to lay out: no control, formatting or direction characters, and of bounded length.
public final class Clean {

    private static final int LINE = 240;
    private static final int BLOCK = 4_000;

    /// So many times the length of what is shown are looked through for it.
    private static final int LOOKED_AT = 4;

    /// A letter bears as many accents; more make a tower over the lines above.
    private static final int MARKS = 3;

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
        // What is left out is looked at too: a megabyte of nothing costs no more than a text.
        int end = (int) Math.min(text.length(), (long) limit * LOOKED_AT);
        boolean space = true;
        int marks = 0;
        int breaks = 2;
        int i = 0;
        while (i < end && out.length() < limit) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (lines && c == '\n') {
                if (breaks++ < 2) {
                    out.append('\n');
                }
                space = true;
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                if (!space) {
                    out.append(' ');
                }
                space = true;
            } else if (shown(c)) {
                marks = mark(c) ? marks + 1 : 0;
                if (marks <= MARKS) {
                    out.appendCodePoint(c);
                    space = false;
                    breaks = 0;
                }
            }
        }
        String cleaned = out.toString().strip();
        return i < text.length() ? cleaned + "…" : cleaned;
    }

    private static boolean mark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
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
