/// What the user can have done: the ports to the backend and to editors, and what became of it.
@NullMarked
package dev.hivesync.desktop.work;

import org.jspecify.annotations.NullMarked;
