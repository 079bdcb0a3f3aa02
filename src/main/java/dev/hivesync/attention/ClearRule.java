package dev.hivesync.attention;

/// When HiveSync marks something as read by itself. Each is a switch.
public enum ClearRule {
    /// Queued and started, once the job or sync has ended.
    WORK_ENDED,
    /// Code created and bundle uploaded, once the preview is ready.
    PREVIEW_STEPS,
    /// Ready, once the preview was opened or has expired.
    PREVIEW_OVER,
    /// A failed sync, once the same project has synced.
    SYNC_RECOVERED,
    /// A sync that went well, once it was in view for [InView#LONG_ENOUGH].
    SYNC_SEEN
}
