package dev.hivesync.desktop.review;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of a changed line that differ from its counterpart.
record WordDiff(List<Range> before, List<Range> after) {

    static final WordDiff NONE = new WordDiff(List.of(), List.of());

    private static final Pattern PART = Pattern.compile("[\\p{L}\\p{N}_]+|\\s+|.", Pattern.DOTALL);

    /// Lines that share less are of different meaning: marks would only make them restless.
    private static final double LEAST_ALIKE = 0.4;

    /// @throws Budget.Spent where the budget is gone
    static WordDiff of(String before, String after, Budget budget) {
        List<String> old = parts(before);
        List<String> fresh = parts(after);
        Alignment alignment = Alignment.of(old, fresh, budget);
        int kept = letters(old) - letters(old, alignment.removed());
        int all = letters(old) + letters(fresh);
        if (all == 0 || 2.0 * kept / all < LEAST_ALIKE) {
            return NONE;
        }
        return new WordDiff(ranges(old, alignment.removed()), ranges(fresh, alignment.added()));
    }

    private static List<String> parts(String line) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(line);
        while (matcher.find()) {
            parts.add(matcher.group());
        }
        return parts;
    }

    private static int letters(List<String> parts) {
        return parts.stream()
                .filter(part -> !part.isBlank())
                .mapToInt(String::length)
                .sum();
    }

    private static int letters(List<String> parts, BitSet which) {
        return letters(which.stream().mapToObj(parts::get).toList());
    }

    private static List<Range> ranges(List<String> parts, BitSet which) {
        List<Range> ranges = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            int end = at + parts.get(i).length();
            if (which.get(i)) {
                if (!ranges.isEmpty() && ranges.getLast().to() == at) {
                    ranges.set(ranges.size() - 1, new Range(ranges.getLast().from(), end));
                } else {
                    ranges.add(new Range(at, end));
                }
            }
            at = end;
        }
        return ranges;
    }
}
