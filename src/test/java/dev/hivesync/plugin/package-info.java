@NullMarked
package dev.hivesync.plugin;

import org.jspecify.annotations.NullMarked;
