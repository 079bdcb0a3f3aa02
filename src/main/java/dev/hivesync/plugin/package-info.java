/// The SDK for plugin authors: the bridge as the fast path, polling beside it, one state and four surfaces.
@NullMarked
package dev.hivesync.plugin;

import org.jspecify.annotations.NullMarked;
