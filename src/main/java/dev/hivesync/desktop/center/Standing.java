package dev.hivesync.desktop.center;

import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.work.Progress;

/// How something that was asked for stands, in words.
record Standing(String text, boolean asking, boolean failed) {

    static Standing of(Progress progress, Words words) {
        return switch (progress) {
            case Progress.Asking() -> new Standing(words.text("work.asking"), true, false);
            case Progress.Queued(var _, var _) -> new Standing(words.text("work.queued"), false, false);
            case Progress.Failed(var why, var _) -> new Standing(words.text(why.key()), false, true);
        };
    }
}
