package dev.hivesync.desktop.review;

import dev.hivesync.desktop.look.Clean;
import dev.hivesync.wire.Api;
import java.util.List;

/// A job's result, ready to be shown.
record Suggestion(String summary, String explanation, List<FileDiff> files) {
    Suggestion {
        files = List.copyOf(files);
    }

    static Suggestion of(Api.JobResult result) {
        return new Suggestion(
                Clean.line(result.summary()), Clean.block(result.explanation()), Differ.compare(result.changes()));
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
