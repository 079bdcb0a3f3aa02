package dev.hivesync.sync;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.stream.Collectors;

/// The addresses this computer has on its networks.
public final class Networks {

    private Networks() {}

    /// Addresses of interfaces that are up; loopback and link-local ones reach no server and are left out. Empty also
    /// where the system does not tell.
    public static Set<InetAddress> addresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(Networks::up)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SocketException _) {
            return Set.of();
        }
    }

    private static boolean up(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException _) {
            return false;
        }
    }
}
