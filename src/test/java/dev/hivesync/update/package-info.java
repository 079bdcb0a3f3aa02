@NullMarked
package dev.hivesync.update;

import org.jspecify.annotations.NullMarked;
