package dev.hivesync.desktop.board;

import dev.hivesync.attention.Backlog;
import dev.hivesync.inbox.Step.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A board and how it came about; what crosses to the FX thread.
///
/// @param backlog what arrived not as it happened but late, by id
/// @param first whether this is, or holds, the inbox as it was found
/// @param changes since the board before, in order
public record Present(Board board, List<Change> changes, Map<String, Backlog> backlog, boolean first) {
    public Present {
        changes = List.copyOf(changes);
        backlog = Map.copyOf(backlog);
    }

    /// Two that meet before a pulse become one.
    public Present then(Present next) {
        List<Change> both = new ArrayList<>(changes);
        both.addAll(next.changes);
        Map<String, Backlog> late = new HashMap<>(backlog);
        late.putAll(next.backlog);
        return new Present(next.board, both, late, first || next.first);
    }
}
