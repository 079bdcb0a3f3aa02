package dev.hivesync.bridge;

/// Told when a plugin has started an AI job: the poller then asks every 10 s.
@FunctionalInterface
public interface JobNews {

    void started(String projectId, String jobId);
}
