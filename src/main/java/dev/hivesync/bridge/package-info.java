/// Retells the inbox's steps to plugins on this machine: protocol 1.0 of the plugin bridge, behind its walls.
@NullMarked
package dev.hivesync.bridge;

import org.jspecify.annotations.NullMarked;
