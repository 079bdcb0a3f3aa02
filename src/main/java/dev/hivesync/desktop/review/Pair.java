package dev.hivesync.desktop.review;

import java.util.Optional;

/// What stands side by side: two equal lines, or lines that were removed, added, or one in the other's place.
///
/// @param hunk the number of the change within its file, or [#UNCHANGED]
record Pair(Optional<Side> before, Optional<Side> after, int hunk) {

    static final int UNCHANGED = -1;

    boolean changed() {
        return hunk != UNCHANGED;
    }
}
