/// The window: what a person sees and does. The only package, with those below it, that knows JavaFX.
@NullMarked
package dev.hivesync.desktop;

import org.jspecify.annotations.NullMarked;
