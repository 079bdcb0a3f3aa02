package dev.hivesync.wire;

/// The four kinds of background work that people hear about. One sidebar task each.
public enum Family {
    AI_JOB,
    PREVIEW,
    REPO_SYNC,
    SYSTEM
}
