@NullMarked
package dev.hivesync.keychain;

import org.jspecify.annotations.NullMarked;
