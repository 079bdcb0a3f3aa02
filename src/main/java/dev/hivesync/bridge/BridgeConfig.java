package dev.hivesync.bridge;

import java.nio.file.Path;

/// @param file `bridge.json`; its directory exists
/// @param port 0 for any free one
/// @param version of the desktop, told to plugins
public record BridgeConfig(Path file, int port, String version, BridgeLimits limits) {

    public BridgeConfig(Path file, int port, String version) {
        this(file, port, version, BridgeLimits.CONTRACT);
    }
}
