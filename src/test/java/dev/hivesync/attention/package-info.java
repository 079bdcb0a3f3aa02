@NullMarked
package dev.hivesync.attention;

import org.jspecify.annotations.NullMarked;
