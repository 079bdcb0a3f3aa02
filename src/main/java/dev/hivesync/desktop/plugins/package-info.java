/// The plugins that are connected, and the end of a connection.
@NullMarked
package dev.hivesync.desktop.plugins;

import org.jspecify.annotations.NullMarked;
