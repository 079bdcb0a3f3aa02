/// The Review panel: an AI suggestion, compared off the FX thread and shown side by side.
@NullMarked
package dev.hivesync.desktop.review;

import org.jspecify.annotations.NullMarked;
