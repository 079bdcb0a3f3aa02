package dev.hivesync.desktop.toast;

import dev.hivesync.alerts.Alert;
import dev.hivesync.alerts.Alert.Action;
import dev.hivesync.alerts.Alert.Button;
import dev.hivesync.alerts.Toast;
import dev.hivesync.desktop.board.MainAction;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.wire.Priority;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Puts toasts into the words in which the operating system shows them. Knows no JavaFX.
///
/// @param windowed whether there is a window that could open
public record AlertWriter(ToastWords words, boolean windowed) implements Function<Toast, Alert> {

    /// What notification servers show before they cut.
    private static final int LENGTH = 240;

    @Override
    public Alert apply(Toast toast) {
        return new Alert(
                toast.key(),
                toast.shownAt(),
                toast.ids(),
                words.headline(toast),
                Clean.brief(words.text(toast), LENGTH),
                toast.entries().stream()
                        .map(entry -> entry.notification().priority())
                        .max(Comparator.naturalOrder())
                        .orElse(Priority.MEDIUM),
                toast.failures() > 0,
                buttons(toast));
    }

    private List<Button> buttons(Toast toast) {
        List<Button> buttons = new ArrayList<>();
        if (windowed) {
            buttons.add(new Button(
                    Action.OPEN, words.texts().text(toast.summary() ? "toast.open_all" : MainAction.OPEN.key())));
            if (!toast.summary() && ToastWords.lead(toast) != MainAction.OPEN) {
                buttons.add(new Button(Action.MAIN, words.leadName(toast)));
            }
        }
        buttons.add(new Button(Action.READ, words.readName(toast)));
        return List.copyOf(buttons);
    }

    /// Whether the toast's main action needs the window.
    public static boolean opens(Toast toast) {
        return switch (ToastWords.lead(toast)) {
            case REVIEW, OPEN -> true;
            case COPY_CODE, RETRY -> false;
        };
    }
}
