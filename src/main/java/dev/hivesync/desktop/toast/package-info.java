/// Toasts: which are on the screen now, decided purely, and the overlay that shows them.
@NullMarked
package dev.hivesync.desktop.toast;

import org.jspecify.annotations.NullMarked;
