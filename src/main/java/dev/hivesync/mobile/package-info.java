/// A client as a phone has it: previews and repository events alone, by polling alone, the last 100 kept.
@NullMarked
package dev.hivesync.mobile;

import org.jspecify.annotations.NullMarked;
