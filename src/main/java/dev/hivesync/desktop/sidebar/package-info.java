/// The sidebar: connection, scopes with their badges, projects, plugins.
@NullMarked
package dev.hivesync.desktop.sidebar;

import org.jspecify.annotations.NullMarked;
