package dev.hivesync.desktop.review;

import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.review.FileDiff.Kind;
import dev.hivesync.desktop.review.FileDiff.Notice;
import dev.hivesync.wire.Api;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Compares a suggestion's files. Takes a second or two at the very most, so never on the FX thread.
final class Differ {

    static final int MOST_LINES = 20_000;
    static final int MOST_CHARACTERS = 2_000_000;

    /// Of all files together.
    private static final int MOST_LINES_IN_ALL = 200_000;

    private static final long LINE_COMPARISONS = 30_000_000;
    private static final long WORD_COMPARISONS = 10_000_000;
    private static final int MARKED_LINE = 500;

    private int linesLeft = MOST_LINES_IN_ALL;
    private final Budget lineBudget = new Budget(LINE_COMPARISONS);
    private final Budget wordBudget = new Budget(WORD_COMPARISONS);
    private boolean marking = true;

    private Differ() {}

    static List<FileDiff> compare(List<Api.Change> changes) {
        Differ differ = new Differ();
        return changes.stream().map(differ::file).toList();
    }

    private FileDiff file(Api.Change change) {
        String name = Clean.line(change.file());
        Kind kind = change.before().isEmpty() ? Kind.NEW : change.after().isEmpty() ? Kind.DELETED : Kind.CHANGED;
        if (tooLarge(change.before()) || tooLarge(change.after())) {
            return unshown(change, name, kind);
        }
        Lines before = Lines.of(change.before());
        Lines after = Lines.of(change.after());
        int size = before.lines().size() + after.lines().size();
        if (size > linesLeft) {
            return unshown(change, name, kind);
        }
        try {
            Alignment alignment = Alignment.of(before.lines(), after.lines(), lineBudget);
            linesLeft -= size;
            return shown(change, name, kind, before, after, alignment);
        } catch (Budget.Spent _) {
            return unshown(change, name, kind);
        }
    }

    private static boolean tooLarge(String text) {
        return text.length() > MOST_CHARACTERS || Lines.count(text) > MOST_LINES;
    }

    private static FileDiff unshown(Api.Change change, String name, Kind kind) {
        return new FileDiff(
                name,
                kind,
                (int) Lines.count(change.before()),
                (int) Lines.count(change.after()),
                List.of(),
                List.of(),
                change.after(),
                EnumSet.of(Notice.TOO_LARGE));
    }

    private FileDiff shown(Api.Change change, String name, Kind kind, Lines before, Lines after, Alignment alignment) {
        List<Pair> pairs = new ArrayList<>();
        List<String> hunks = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.lines().size() || j < after.lines().size()) {
            int endOfRemoved = alignment.removed().nextClearBit(i);
            int endOfAdded = alignment.added().nextClearBit(j);
            if (endOfRemoved == i && endOfAdded == j) {
                CodeLine line = CodeLine.of(after.lines().get(j));
                pairs.add(new Pair(
                        Optional.of(new Side(++i, line, List.of())),
                        Optional.of(new Side(++j, line, List.of())),
                        Pair.UNCHANGED));
                continue;
            }
            for (int k = 0; k < Math.max(endOfRemoved - i, endOfAdded - j); k++) {
                pairs.add(pair(before.lines(), i + k, endOfRemoved, after.lines(), j + k, endOfAdded, hunks.size()));
            }
            hunks.add(text(after, j, endOfAdded));
            i = endOfRemoved;
            j = endOfAdded;
        }
        int removed = count(alignment.removed());
        int added = count(alignment.added());
        return new FileDiff(
                name, kind, removed, added, pairs, hunks, change.after(), notices(change, pairs, removed + added));
    }

    private static int count(BitSet lines) {
        return lines.cardinality();
    }

    private Pair pair(List<String> old, int i, int oldEnd, List<String> fresh, int j, int freshEnd, int hunk) {
        Optional<CodeLine> before = i < oldEnd ? Optional.of(CodeLine.of(old.get(i))) : Optional.empty();
        Optional<CodeLine> after = j < freshEnd ? Optional.of(CodeLine.of(fresh.get(j))) : Optional.empty();
        WordDiff words =
                before.flatMap(a -> after.map(b -> words(a.text(), b.text()))).orElse(WordDiff.NONE);
        return new Pair(
                before.map(line -> new Side(i + 1, line, words.before())),
                after.map(line -> new Side(j + 1, line, words.after())),
                hunk);
    }

    private WordDiff words(String before, String after) {
        if (!marking || before.length() > MARKED_LINE || after.length() > MARKED_LINE) {
            return WordDiff.NONE;
        }
        try {
            return WordDiff.of(before, after, wordBudget);
        } catch (Budget.Spent _) {
            marking = false;
            return WordDiff.NONE;
        }
    }

    private static String text(Lines lines, int from, int to) {
        String end = lines.endings() == Lines.Endings.CRLF ? "\r\n" : "\n";
        String text = String.join(end, lines.lines().subList(from, to));
        boolean open = to == lines.lines().size() && !lines.ended();
        return from == to || open ? text : text + end;
    }

    private static Set<Notice> notices(Api.Change change, List<Pair> pairs, int differing) {
        Set<Notice> notices = EnumSet.noneOf(Notice.class);
        if (change.before().equals(change.after())) {
            notices.add(Notice.NO_DIFFERENCE);
        } else if (differing == 0) {
            notices.add(Notice.LINE_ENDINGS);
        }
        if (pairs.stream()
                .flatMap(pair -> pair.after().stream())
                .anyMatch(side -> !side.line().strange().isEmpty())) {
            notices.add(Notice.STRANGE);
        }
        return notices;
    }
}
