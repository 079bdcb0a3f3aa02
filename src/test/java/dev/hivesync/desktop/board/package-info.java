@NullMarked
package dev.hivesync.desktop.board;

import org.jspecify.annotations.NullMarked;
