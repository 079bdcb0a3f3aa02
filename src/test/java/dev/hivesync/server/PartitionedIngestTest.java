package dev.hivesync.server;

/// Ingest, idempotency, jobs and sign-in, on a database partitioned by user.
@HashPartitioned
class PartitionedIngestTest extends IngestTest {}
