@NullMarked
package dev.hivesync.desktop.look;

import org.jspecify.annotations.NullMarked;
