@NullMarked
package dev.hivesync.desktop.work;

import org.jspecify.annotations.NullMarked;
