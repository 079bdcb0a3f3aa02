/// Workers: repository syncs with real git, and the demo activity of a local server.
@NullMarked
package dev.hivesync.server.worker;

import org.jspecify.annotations.NullMarked;
