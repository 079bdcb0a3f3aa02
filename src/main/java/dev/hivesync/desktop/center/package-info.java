/// The notification center: banners, the list of threads and the detail beside it.
@NullMarked
package dev.hivesync.desktop.center;

import org.jspecify.annotations.NullMarked;
