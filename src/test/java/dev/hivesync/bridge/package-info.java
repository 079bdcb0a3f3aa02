@NullMarked
package dev.hivesync.bridge;

import org.jspecify.annotations.NullMarked;
