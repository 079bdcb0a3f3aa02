@NullMarked
package dev.hivesync.desktop.review;

import org.jspecify.annotations.NullMarked;
