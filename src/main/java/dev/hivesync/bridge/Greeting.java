package dev.hivesync.bridge;

import static java.util.Objects.requireNonNullElse;

import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.wire.BridgeFrame.Auth;
import dev.hivesync.wire.BridgeFrame.Challenge;
import dev.hivesync.wire.BridgeFrame.Hello;
import dev.hivesync.wire.BridgeProof;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// A handshake under way: what the plugin said of itself, and the nonce it was answered with.
record Greeting(Hello hello, String serverNonce) {

    private static final int MAX_NAME = 128;
    private static final int MAX_PROJECTS = 256;

    static boolean wellFormed(Hello hello) {
        List<String> projects = requireNonNullElse(hello.projects(), List.of());
        try {
            return !hello.client().isBlank()
                    && hello.client().length() <= MAX_NAME
                    && requireNonNullElse(hello.version(), "").length() <= MAX_NAME
                    && hello.nonce().length() <= MAX_NAME
                    && projects.size() <= MAX_PROJECTS
                    && projects.stream().allMatch(project -> project != null && project.length() <= MAX_NAME)
                    && Base64.getDecoder().decode(hello.nonce()).length >= BridgeProof.MIN_NONCE_BYTES;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    Challenge challenge(Admission admission) {
        return new Challenge(serverNonce, admission.serverProof(hello.nonce(), serverNonce));
    }

    boolean provedBy(Auth auth, Admission admission) {
        return admission.isClientProof(auth.proof(), hello.nonce(), serverNonce);
    }

    ConnectedPlugin plugin(Instant since) {
        return new ConnectedPlugin(
                hello.client(), hello.version(), requireNonNullElse(hello.projects(), List.of()), since);
    }
}
