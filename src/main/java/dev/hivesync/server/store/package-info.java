/// The truth in PostgreSQL: users, projects, notifications with their revisions, sessions and jobs.
@NullMarked
package dev.hivesync.server.store;

import org.jspecify.annotations.NullMarked;
