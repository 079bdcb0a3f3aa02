package dev.hivesync.app;

import dev.hivesync.desktop.look.Clean;
import dev.hivesync.wire.NotificationLink;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The link that a browser or a mail program starts HiveSync with. Whoever wrote it is a stranger: it comes alone, and
/// it names a notification or nothing.
final class LinkArgument {

    private static final int SHOWN = 40;

    private LinkArgument() {}

    /// Why these arguments must not be followed, or empty where they may. A link that breaks out of its quotes brings
    /// options or a command with it.
    static Optional<String> suspicion(List<String> arguments) {
        return arguments.size() > 1 && arguments.stream().anyMatch(NotificationLink::claims)
                ? Optional.of("A hivesync:// link goes alone, without options or commands")
                : Optional.empty();
    }

    /// @param argument what was given in the place of a link, or null
    static Optional<NotificationLink> read(@Nullable String argument) {
        if (argument == null) {
            return Optional.empty();
        }
        Optional<NotificationLink> link = NotificationLink.parse(argument);
        if (link.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    NotificationLink.claims(argument)
                            ? "That link names no notification. One that does looks like"
                                    + " hivesync://notification/ID, with the ID as 'hivesync state --json' prints it."
                            : "'" + Clean.brief(argument, SHOWN) + "' is neither a command nor a hivesync:// link."
                                    + " 'hivesync --help' lists the commands.");
        }
        return link;
    }
}
