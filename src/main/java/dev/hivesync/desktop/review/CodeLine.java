package dev.hivesync.desktop.review;

import dev.hivesync.desktop.look.Clean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A line of foreign code as it is shown. Tabs become columns; what a reader would not see, or what would turn the
/// line around, is spelled out as `‹U+202E›`.
///
/// @param strange what was spelled out
/// @param cut characters left out at the end
record CodeLine(String text, List<Range> strange, int cut) {

    /// No wider line is laid out.
    static final int LONGEST = 1_000;

    private static final int TAB = 4;

    /// From Hangul on, scripts take two columns, or nearly so.
    private static final int FIRST_WIDE = 0x1100;

    private static final int REMARK = 40;

    CodeLine {
        strange = List.copyOf(strange);
    }

    static CodeLine of(String raw) {
        StringBuilder out = new StringBuilder(Math.min(raw.length(), LONGEST));
        List<Range> strange = new ArrayList<>(0);
        int i = 0;
        while (i < raw.length() && out.length() < LONGEST) {
            int c = raw.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\t') {
                out.repeat(" ", TAB - out.length() % TAB);
            } else if (c == ' ' || (Clean.shown(c) && !Character.isSpaceChar(c))) {
                out.appendCodePoint(c);
            } else {
                int from = out.length();
                out.append(String.format(Locale.ROOT, "‹U+%04X›", c));
                strange.add(new Range(from, out.length()));
            }
        }
        return new CodeLine(out.toString(), strange, raw.length() - i);
    }

    /// How wide it is, in columns of the code font; a remark at a cut counts too.
    int columns() {
        int wide = (int) text.codePoints().filter(c -> c >= FIRST_WIDE).count();
        return text.length() + wide + (cut > 0 ? REMARK : 0);
    }
}
