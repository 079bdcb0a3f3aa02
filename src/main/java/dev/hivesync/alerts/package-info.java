/// What a person is told as it happens, by toasts in the window or by the operating system: one decision for both.
/// Knows no JavaFX.
@NullMarked
package dev.hivesync.alerts;

import org.jspecify.annotations.NullMarked;
