/// How things are said and drawn: texts, wording, times, icons, fonts and style sheets.
@NullMarked
package dev.hivesync.desktop.look;

import org.jspecify.annotations.NullMarked;
