package dev.hivesync.app;

import dev.hivesync.mobile.View;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Payload.Preview;
import dev.hivesync.wire.Payload.RepoSync;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The phone's list in a terminal: drawn anew with each change on a terminal, a line for each new row elsewhere.
final class MobileScreen {

    private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";
    private static final int ON_A_SCREEN = 15;

    private final PrintStream out;
    private final boolean terminal;
    private final DateTimeFormatter time;

    /// Guarded by this object, as is the output.
    private @Nullable View last;

    private @Nullable String said;

    MobileScreen(PrintStream out, boolean terminal, ZoneId zone) {
        this.out = out;
        this.terminal = terminal;
        this.time = DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(zone);
    }

    /// @return false where nobody reads any more
    synchronized boolean show(View view) {
        last = view;
        if (terminal) {
            draw(view);
        } else {
            lines(view);
        }
        return !out.checkError();
    }

    /// The row that the screen shows under this number, from 1.
    synchronized @Nullable Notification row(int number) {
        View view = last;
        return view != null
                        && number >= 1
                        && number <= Math.min(ON_A_SCREEN, view.rows().size())
                ? view.rows().get(number - 1)
                : null;
    }

    private void draw(View view) {
        StringBuilder text = new StringBuilder(CLEAR);
        text.append("HiveSync  ")
                .append(view.unread().size())
                .append(" unread  ")
                .append(state(view))
                .append("\n\n");
        List<Notification> rows = view.rows();
        for (int i = 0; i < Math.min(ON_A_SCREEN, rows.size()); i++) {
            Notification row = rows.get(i);
            text.append(String.format(
                    Locale.ROOT,
                    "%2d %s %s%n",
                    i + 1,
                    view.unread().contains(row.notificationId()) ? "*" : " ",
                    line(row)));
        }
        if (rows.isEmpty()) {
            text.append("Previews and repository events appear here.\n");
        }
        text.append("\nr refresh   b ")
                .append(view.background() ? "foreground" : "background")
                .append("   1-15 open   q quit, then Enter: ");
        out.print(text);
    }

    private void lines(View view) {
        String state = state(view);
        if (!state.equals(said)) {
            said = state;
            out.println(state);
        }
        view.rows().reversed().stream()
                .filter(row -> view.fresh().contains(row.notificationId()))
                .forEach(row -> out.println(line(row)));
    }

    private static String state(View view) {
        String standing = switch (view.standing()) {
            case STARTING -> "connecting";
            case CURRENT -> "up to date";
            case OFFLINE -> "offline";
            case SIGNED_OUT -> "signed out";
        };
        return standing
                + (view.launching() ? ", a preview is launching" : "")
                + (view.background() ? ", in the background" : "");
    }

    private String line(Notification row) {
        String about = switch (row.payload()) {
            case Preview preview -> preview.platform() + " preview of " + preview.projectId();
            case RepoSync sync -> sync.commit() + (sync.error() == null ? "" : ": " + sync.error());
            default -> "";
        };
        String text = time.format(row.createdAt()) + "  " + row.type().replace('_', ' ') + "  " + about;
        return WatchScreen.printable(text);
    }
}
