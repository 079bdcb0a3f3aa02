package dev.hivesync.server;

/// Reading, marking, paging and 410, on a database partitioned by user.
@HashPartitioned
class PartitionedReadingTest extends ReadingTest {}
