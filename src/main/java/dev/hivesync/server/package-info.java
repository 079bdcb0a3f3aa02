/// The backend: one composition root over store, live, api and worker, and the embedded PostgreSQL of a local server.
@NullMarked
package dev.hivesync.server;

import org.jspecify.annotations.NullMarked;
