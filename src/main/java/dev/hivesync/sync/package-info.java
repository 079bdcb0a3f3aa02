/// Brings facts in from the backend and carries intents to it: polling on the adaptive schedule and the live channel.
@NullMarked
package dev.hivesync.sync;

import org.jspecify.annotations.NullMarked;
