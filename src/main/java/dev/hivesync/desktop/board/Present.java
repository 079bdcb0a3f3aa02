package dev.hivesync.desktop.board;

import dev.hivesync.inbox.Step.Change;
import java.util.ArrayList;
import java.util.List;

/// A board and how it came about; what crosses to the FX thread.
///
/// @param first whether this is, or holds, the inbox as it was found
/// @param changes since the board before, in order
public record Present(Board board, List<Change> changes, boolean first) {
    public Present {
        changes = List.copyOf(changes);
    }

    /// Two that meet before a pulse become one.
    public Present then(Present next) {
        List<Change> both = new ArrayList<>(changes);
        both.addAll(next.changes);
        return new Present(next.board, both, first || next.first);
    }
}
