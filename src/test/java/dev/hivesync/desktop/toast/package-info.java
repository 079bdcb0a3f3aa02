@NullMarked
package dev.hivesync.desktop.toast;

import org.jspecify.annotations.NullMarked;
