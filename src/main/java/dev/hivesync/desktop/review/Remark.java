package dev.hivesync.desktop.review;

import java.util.List;

/// A short answer to what the user just did.
///
/// @param key of the message
/// @param count tells apart two remarks of the same words
record Remark(String key, List<Object> arguments, int count) {
    Remark {
        arguments = List.copyOf(arguments);
    }
}
