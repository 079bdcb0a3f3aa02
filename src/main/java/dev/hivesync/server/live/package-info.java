/// What happens after a commit: who is told that a user's revision moved.
@NullMarked
package dev.hivesync.server.live;

import org.jspecify.annotations.NullMarked;
