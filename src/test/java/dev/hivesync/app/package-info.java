@NullMarked
package dev.hivesync.app;

import org.jspecify.annotations.NullMarked;
