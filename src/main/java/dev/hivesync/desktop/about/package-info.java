/// What the program tells of itself.
@NullMarked
package dev.hivesync.desktop.about;

import org.jspecify.annotations.NullMarked;
