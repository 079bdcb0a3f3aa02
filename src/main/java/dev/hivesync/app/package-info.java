/// The programs: mains, the command line and the composition roots that join the other packages.
@NullMarked
package dev.hivesync.app;

import org.jspecify.annotations.NullMarked;
