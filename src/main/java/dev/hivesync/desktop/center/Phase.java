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
            return NO_MATCH;
        }
        if (board.filter().scope() instanceof Scope.Snoozed && !board.threads().isEmpty()) {
            return NOTHING_SNOOZED;
        }
        if (!board.threads().isEmpty()) {
            return board.filter().scope() instanceof Scope.Unread ? ALL_READ : EMPTY;
        }
        boolean tried = board.state().link().nextPollAt() != null;
        if (connection == Connection.OFFLINE && (tried || board.state().cursor() != null)) {
            return OFFLINE_EMPTY;
        }
        return board.state().cursor() == null ? LOADING : EMPTY;
    }
}
