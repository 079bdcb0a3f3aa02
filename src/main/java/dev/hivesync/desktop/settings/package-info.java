/// Signing in. Settings join it here.
@NullMarked
package dev.hivesync.desktop.settings;

import org.jspecify.annotations.NullMarked;
