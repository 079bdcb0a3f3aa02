package dev.hivesync.bridge;

import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.BridgeProof;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Who gets a socket and who is believed.
final class Admission {

    private static final int NONCE_BYTES = 24;

    private final BridgeFile file;
    private final BridgeLimits limits;
    private final LongSupplier nanoTime;
    private final SecureRandom random;
    private final Upgrade upgrade;
    private final Allowance wrongProofs;
    private final Set<Peer> sockets = ConcurrentHashMap.newKeySet();

    Admission(BridgeFile file, BridgeLimits limits, LongSupplier nanoTime, SecureRandom random) {
        this.file = file;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.random = random;
        this.upgrade = new Upgrade(file.port());
        this.wrongProofs = new Allowance(limits.failedProofs(), 1, nanoTime);
    }

    BridgeLimits limits() {
        return limits;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    Upgrade upgrade() {
        return upgrade;
    }

    Set<Peer> sockets() {
        return sockets;
    }

    /// Makes room for one more socket: of too many strangers the one that has dawdled longest gives way, so that silent
    /// sockets never keep a real plugin out. False where all are taken by plugins.
    boolean room() {
        List<Peer> strangers =
                sockets.stream().filter(peer -> !peer.authenticated()).toList();
        if (strangers.size() >= limits.unauthenticated()) {
            strangers.stream().min(Comparator.comparingLong(Peer::acceptedAt)).ifPresent(Peer::cut);
        }
        return sockets.size() < limits.sockets();
    }

    String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    String serverProof(String clientNonce, String serverNonce) {
        return BridgeProof.of(file, BridgeProof.SERVER, clientNonce, serverNonce);
    }

    boolean isClientProof(String proof, String clientNonce, String serverNonce) {
        return BridgeProof.matches(BridgeProof.of(file, BridgeProof.CLIENT, clientNonce, serverNonce), proof);
    }

    /// Whether a wrong proof gets an answer: past the allowance its socket is cut without one. A right proof always
    /// counts, so that guessing keeps nobody out.
    boolean mayAnswerWrongProof() {
        return wrongProofs.take();
    }
}
