@NullMarked
package dev.hivesync.mobile;

import org.jspecify.annotations.NullMarked;
