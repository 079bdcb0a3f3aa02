package dev.hivesync.server.worker;

import dev.hivesync.server.HashPartitioned;

/// Cleaning up a database partitioned by user.
@HashPartitioned
class PartitionedCleanupTest extends CleanupTest {}
