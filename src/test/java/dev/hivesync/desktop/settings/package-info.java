@NullMarked
package dev.hivesync.desktop.settings;

import org.jspecify.annotations.NullMarked;
