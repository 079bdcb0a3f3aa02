package dev.hivesync.desktop.review;

import dev.hivesync.desktop.look.Clean;
import dev.hivesync.wire.Api;
import java.util.List;
import java.util.stream.Stream;

/// A job's result, ready to be shown.
///
/// @param lastLine the highest line number
/// @param columns of the widest line
record Suggestion(String summary, String explanation, List<FileDiff> files, int lastLine, int columns) {
    Suggestion {
        files = List.copyOf(files);
    }

    static Suggestion of(Api.JobResult result) {
        List<FileDiff> files = Differ.compare(result.changes());
        return new Suggestion(
                Clean.line(result.summary()),
                Clean.block(result.explanation()),
                files,
                sides(files).mapToInt(Side::number).max().orElse(1),
                sides(files).mapToInt(side -> side.line().columns()).max().orElse(1));
    }

    private static Stream<Side> sides(List<FileDiff> files) {
        return files.stream()
                .flatMap(file -> file.pairs().stream())
                .flatMap(pair -> Stream.concat(pair.before().stream(), pair.after().stream()));
    }

    boolean empty() {
        return summary.isEmpty() && explanation.isEmpty() && files.isEmpty();
    }

    int hunks() {
        return files.stream().mapToInt(file -> file.hunks().size()).sum();
    }

    int added() {
        return files.stream().mapToInt(FileDiff::added).sum();
    }

    int removed() {
        return files.stream().mapToInt(FileDiff::removed).sum();
    }
}
