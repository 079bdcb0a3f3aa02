package dev.hivesync.desktop.toast;

import dev.hivesync.alerts.Toast;
import dev.hivesync.desktop.board.MainAction;
import dev.hivesync.desktop.board.Runs;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.wire.Notification;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a toast says, in the window and outside. Knows no JavaFX.
///
/// @param project the name of a notification's project, may be empty
public record ToastWords(Texts texts, Wording wording, Function<Notification, String> project) {

    private static final int MOST_KINDS = 3;

    public String headline(Toast toast) {
        return toast.summary()
                ? texts.text(summaryKey(toast), toast.entries().size())
                : wording.title(toast.latest().notification());
    }

    private static String summaryKey(Toast toast) {
        return switch (toast.key()) {
            case Toast.DIGEST -> "toast.digest";
            case Toast.AWAY -> "toast.away";
            default -> "toast.burst";
        };
    }

    /// May be empty.
    public String text(Toast toast) {
        return toast.summary() ? summary(toast) : single(toast.latest().notification());
    }

    private String single(Notification notification) {
        String where = Clean.line(project.apply(notification));
        String what = wording.message(notification).orElseGet(() -> wording.detail(notification));
        return List.of(where, what).stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }

    private String summary(Toast toast) {
        List<String> kinds = toast.entries().stream()
                .map(entry -> wording.title(entry.notification()))
                .distinct()
                .limit(MOST_KINDS + 1L)
                .toList();
        String named = String.join(texts.text("toast.burst.and"), kinds.subList(0, Math.min(MOST_KINDS, kinds.size())));
        String text = kinds.size() > MOST_KINDS ? named + " …" : named;
        return toast.failures() > 0 ? texts.text("toast.burst.failures", toast.failures(), text) : text;
    }

    /// What a single event's button does first.
    static MainAction lead(Toast toast) {
        return MainAction.of(new ThreadRow(toast.thread(), toast.entries()), Runs.NONE, toast.shownAt());
    }

    /// What its first button says.
    String leadName(Toast toast) {
        return texts.text(toast.summary() ? "toast.open_all" : lead(toast).key());
    }

    String readName(Toast toast) {
        return texts.text(toast.summary() ? "toast.mark_all_read" : "toast.mark_read");
    }
}
