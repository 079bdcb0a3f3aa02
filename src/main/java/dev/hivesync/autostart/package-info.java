/// Starts HiveSync when its user signs in to the machine.
@NullMarked
package dev.hivesync.autostart;

import org.jspecify.annotations.NullMarked;
