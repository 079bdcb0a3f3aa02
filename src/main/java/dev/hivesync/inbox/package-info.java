/// What is known here, merged and durable: the one place where facts from polls, the live channel and the
/// user's own clicks meet.
@NullMarked
package dev.hivesync.inbox;

import org.jspecify.annotations.NullMarked;
