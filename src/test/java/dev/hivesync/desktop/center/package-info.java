@NullMarked
package dev.hivesync.desktop.center;

import org.jspecify.annotations.NullMarked;
