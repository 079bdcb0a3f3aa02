/// What the window shows, worked out of an inbox state off the FX thread: threads, filters and counts.
@NullMarked
package dev.hivesync.desktop.board;

import org.jspecify.annotations.NullMarked;
