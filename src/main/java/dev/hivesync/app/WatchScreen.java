package dev.hivesync.app;

import dev.hivesync.plugin.PluginNews;
import dev.hivesync.plugin.PluginNews.Polled;
import dev.hivesync.plugin.PluginNews.Pushed;
import dev.hivesync.plugin.PluginNews.Reached;
import dev.hivesync.plugin.PluginNews.Wanted;
import dev.hivesync.plugin.Reach;
import dev.hivesync.plugin.Surfaces;
import dev.hivesync.plugin.WatchLine;
import dev.hivesync.wire.BridgeFrame.Push;
import dev.hivesync.wire.BridgeFrame.Read;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import dev.hivesync.wire.Priority;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What `watch` shows to a person: each event as a line, and on a terminal below them, always last, the status bar's
/// badge. Called on the plugin client's thread but for `end`.
final class WatchScreen implements Surfaces {

    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final String DIM = "\u001b[2m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    /// A line that is too long is cut at the terminal's edge, however wide that is at the moment, and leaves nothing
    /// behind when it is cleared.
    private static final String CUT = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final WatchLine lines = new WatchLine();
    private final PrintStream out;
    private final boolean terminal;
    private final boolean color;

    /// Guarded by this object, as is the output.
    private String badge = "";

    private boolean ended;

    WatchScreen(PrintStream out, boolean terminal, Map<String, String> environment) {
        this.out = out;
        this.terminal = terminal && !"dumb".equals(environment.get("TERM"));
        this.color = this.terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    synchronized void line(PluginNews news) {
        if (ended) {
            return;
        }
        String text = printable(lines.text(news));
        if (!terminal) {
            out.println(text);
            return;
        }
        out.print(CLEAR_LINE + (color ? tint(news) + text + PLAIN : text) + System.lineSeparator() + badge);
    }

    @Override
    public synchronized void badge(Badge shown) {
        if (!terminal || ended) {
            return;
        }
        String text = (shown.busy() ? "* " : "  ") + shown.text() + (shown.busy() ? ", an AI job runs" : "");
        badge = CUT + (color ? DIM + text + PLAIN : text) + WRAP;
        out.print(CLEAR_LINE + badge);
        out.flush();
    }

    /// Leaves the terminal as it was found.
    synchronized void end() {
        ended = true;
        if (terminal) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    private static String tint(PluginNews news) {
        return switch (news) {
            case Pushed(long _, Push push) -> of(Optional.of(push.kind().source()));
            case Pushed(long _, Read _) -> DIM;
            case Polled(var notification) -> of(notification.known());
            case Wanted _ -> BOLD;
            case Reached(var reach) -> reach == Reach.CONNECTED ? GREEN : DIM;
        };
    }

    private static String of(Optional<NotificationType> type) {
        return switch (type.map(NotificationType::priority).orElse(Priority.MEDIUM)) {
            case HIGH -> type.filter(NotificationType::done).isPresent() ? RED : BOLD;
            case MEDIUM -> type.filter(NotificationType::done).isPresent() ? GREEN : PLAIN;
            case LOW -> DIM;
        };
    }

    /// What a server says must not steer a terminal.
    static String printable(String text) {
        return text.codePoints()
                .map(point ->
                        Character.isISOControl(point) || Character.getType(point) == Character.FORMAT ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public void toast(Toast toast) {}

    @Override
    public void panel(String notificationId, Payload job) {}

    @Override
    public void progress(Progress progress) {}

    @Override
    public void withdraw(Set<String> notificationIds) {}
}
