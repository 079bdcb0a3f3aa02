package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.Board;
import dev.hivesync.desktop.board.Scope;
import dev.hivesync.wire.Connection;

/// What the list's place shows.
public enum Phase {
    LOADING,
    LIST,
    EMPTY,
    ALL_READ,
    NO_MATCH,
    /// As [#NO_MATCH], while the server's answer is still being read.
    NO_MATCH_YET,
    NOTHING_SNOOZED,
    OFFLINE_EMPTY,
    SIGNED_OUT;

    static Phase of(Board board) {
        Connection connection = board.state().link().connection();
        if (connection == Connection.SIGNED_OUT) {
            return SIGNED_OUT;
        }
        if (!board.rows().isEmpty()) {
            return LIST;
        }
        if (board.filter().narrowed()) {
            // The link turns when all has been read, or when the server could not be reached.
            return board.state().link().connecting() ? NO_MATCH_YET : NO_MATCH;
        }
        if (board.filter().scope() instanceof Scope.Snoozed && !board.threads().isEmpty()) {
            return NOTHING_SNOOZED;
        }
        if (!board.threads().isEmpty()) {
            return board.filter().scope() instanceof Scope.Unread ? ALL_READ : EMPTY;
        }
        if (board.state().link().unreachable()) {
            return OFFLINE_EMPTY;
        }
        return board.state().cursor() == null || board.state().link().connecting() ? LOADING : EMPTY;
    }
}
