@NullMarked
package dev.hivesync.desktop;

import org.jspecify.annotations.NullMarked;
