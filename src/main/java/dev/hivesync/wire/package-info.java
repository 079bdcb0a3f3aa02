/// What programs say to each other: notifications, pages, the live channel, bridge frames and the JSON codec.
@NullMarked
package dev.hivesync.wire;

import org.jspecify.annotations.NullMarked;
