@NullMarked
package dev.hivesync.alerts.awt;

import org.jspecify.annotations.NullMarked;
