package dev.hivesync.inbox;

import dev.hivesync.wire.Cursor;

/// From where something was read: whose inbox, and how far it had come. What was read from another place than the
/// present one moves no cursor.
public record Place(String account, Cursor cursor) {}
