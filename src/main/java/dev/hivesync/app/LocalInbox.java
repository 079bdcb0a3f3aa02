package dev.hivesync.app;

import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.NewerDataException;
import java.io.IOException;
import java.sql.SQLException;

/// The inbox as a command finds it, beside the program that owns it.
final class LocalInbox {

    private LocalInbox() {}

    static InboxState peek(Home home) {
        try {
            return Inbox.peek(home.inbox());
        } catch (NewerDataException e) {
            throw new CommandFailure(ExitCode.NEWER_DATA, StateCommand.sentence(e));
        } catch (IOException | SQLException _) {
            throw unreadable(home);
        }
    }

    static CommandFailure unreadable(Home home) {
        return new CommandFailure(
                ExitCode.UNREACHABLE, "The local inbox cannot be read. Check the permissions of " + home.root() + ".");
    }
}
