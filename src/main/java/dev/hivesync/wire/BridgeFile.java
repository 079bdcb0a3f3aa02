package dev.hivesync.wire;

/// `bridge.json`: where the running desktop's bridge listens. Mode 0600, new at every start.
///
/// @param v version of this file, 1
/// @param instance names one run of the desktop; sequence numbers belong to it
/// @param token base64url of 32 random bytes, without padding; never sent over the socket
public record BridgeFile(int v, int port, long pid, String instance, String token) {

    public static final String FILE = "bridge.json";
    public static final int VERSION = 1;

    @Override
    public String toString() {
        return "BridgeFile[port " + port + ", pid " + pid + "]";
    }
}
