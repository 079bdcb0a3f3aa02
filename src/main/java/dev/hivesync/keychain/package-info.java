/// Keeps what must stay secret: in the operating system's keychain or, where there is none, in an encrypted file.
@NullMarked
package dev.hivesync.keychain;

import org.jspecify.annotations.NullMarked;
