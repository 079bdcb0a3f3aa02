/// What deserves a person's attention: what the user chose, and the pure rules that follow from it.
@NullMarked
package dev.hivesync.attention;

import org.jspecify.annotations.NullMarked;
