@NullMarked
package dev.hivesync.autostart;

import org.jspecify.annotations.NullMarked;
