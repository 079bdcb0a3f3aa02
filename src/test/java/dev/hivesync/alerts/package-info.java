@NullMarked
package dev.hivesync.alerts;

import org.jspecify.annotations.NullMarked;
