/// Looks once a day whether there is a newer HiveSync, and believes nobody but the holder of the release key.
@NullMarked
package dev.hivesync.update;

import org.jspecify.annotations.NullMarked;
