/// Signing in, and the settings.
@NullMarked
package dev.hivesync.desktop.settings;

import org.jspecify.annotations.NullMarked;
