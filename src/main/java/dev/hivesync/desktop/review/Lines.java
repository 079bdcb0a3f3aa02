package dev.hivesync.desktop.review;

import java.util.ArrayList;
import java.util.List;

/// A text in lines.
///
/// @param endings how they end, where all end alike
/// @param ended whether the last one ends too
record Lines(List<String> lines, Endings endings, boolean ended) {

    enum Endings {
        LF,
        CRLF
    }

    static Lines of(String text) {
        if (text.isEmpty()) {
            return new Lines(List.of(), Endings.LF, true);
        }
        boolean ended = text.endsWith("\n");
        List<String> lines =
                new ArrayList<>(List.of((ended ? text.substring(0, text.length() - 1) : text).split("\n", -1)));
        List<String> closed = ended ? lines : lines.subList(0, lines.size() - 1);
        boolean crlf = !closed.isEmpty() && closed.stream().allMatch(line -> line.endsWith("\r"));
        if (crlf) {
            closed.replaceAll(line -> line.substring(0, line.length() - 1));
        }
        return new Lines(List.copyOf(lines), crlf ? Endings.CRLF : Endings.LF, ended);
    }

    /// Counted without being cut apart.
    static long count(String text) {
        long breaks = text.chars().filter(c -> c == '\n').count();
        return text.isEmpty() || text.endsWith("\n") ? breaks : breaks + 1;
    }
}
