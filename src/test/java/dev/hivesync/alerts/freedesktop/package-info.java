@NullMarked
package dev.hivesync.alerts.freedesktop;

import org.jspecify.annotations.NullMarked;
