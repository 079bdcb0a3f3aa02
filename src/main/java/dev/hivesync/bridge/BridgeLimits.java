package dev.hivesync.bridge;

import dev.hivesync.wire.BridgeCodec;
import java.time.Duration;

/// What one socket, and all of them together, may take from the desktop.
///
/// @param upgrade from accept to the end of the HTTP headers
/// @param auth from the upgrade to a right proof
/// @param silence without one byte from a plugin, until it is closed
/// @param linger for a closed socket to take its last bytes, until it is cut
/// @param status between two unasked `desktop_status`
/// @param unauthenticated of the `sockets`, at most; the oldest gives way to a new one
/// @param failedProofs answered at once; then one per second
/// @param queueEvents and `queueBytes`: a plugin that lets more pile up is closed with 1013
/// @param heldEvents kept for `resume_after`
public record BridgeLimits(
        Duration upgrade,
        Duration auth,
        Duration silence,
        Duration linger,
        Duration status,
        int sockets,
        int unauthenticated,
        int messagesPerSecond,
        int failedProofs,
        int queueEvents,
        int queueBytes,
        int heldEvents) {

    static final int HEADER_BYTES = 8 * 1024;
    static final int MESSAGE_BYTES = BridgeCodec.MAX_MESSAGE_BYTES;
    static final int FRAGMENTS = 64;

    /// The contract's numbers.
    public static final BridgeLimits CONTRACT = new BridgeLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            64,
            16,
            20,
            5,
            256,
            1024 * 1024,
            1_000);

    /// The same with other times, for a bridge that is watched by a test.
    public BridgeLimits within(Duration upgrade, Duration auth, Duration silence) {
        return new BridgeLimits(
                upgrade,
                auth,
                silence,
                linger,
                status,
                sockets,
                unauthenticated,
                messagesPerSecond,
                failedProofs,
                queueEvents,
                queueBytes,
                heldEvents);
    }
}
