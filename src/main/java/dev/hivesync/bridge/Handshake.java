package dev.hivesync.bridge;

import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeFrame.Auth;
import dev.hivesync.wire.BridgeFrame.Hello;
import dev.hivesync.wire.BridgeMessage;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Who a plugin says it is, until it has proved it. One per connection, on its worker.
final class Handshake {

    /// What becomes of a message.
    sealed interface Outcome {
        /// Goes on, with this answer.
        record Challenged(BridgeFrame challenge) implements Outcome {}

        record Proved(ConnectedPlugin plugin, @Nullable Long resumeAfter) implements Outcome {}

        /// Another version of the protocol.
        record Foreign() implements Outcome {}

        record Malformed(String why) implements Outcome {}

        record Unauthorized(String why) implements Outcome {}

        /// One wrong proof too many: it gets no answer.
        record Guessed() implements Outcome {}
    }

    private final Admission admission;
    private final InstantSource clock;
    private @Nullable Greeting greeting;

    Handshake(Admission admission, InstantSource clock) {
        this.admission = admission;
        this.clock = clock;
    }

    Outcome heard(BridgeMessage message) {
        Greeting begun = greeting;
        if (begun == null) {
            return message.frame() instanceof Hello hello
                    ? greeted(hello)
                    : new Outcome.Unauthorized("Say hello first.");
        }
        if (!(message.frame() instanceof Auth auth)) {
            return new Outcome.Unauthorized("Prove yourself first.");
        }
        if (begun.provedBy(auth, admission)) {
            return new Outcome.Proved(
                    begun.plugin(clock.instant()), begun.hello().resumeAfter());
        }
        return admission.mayAnswerWrongProof()
                ? new Outcome.Unauthorized("That proof is wrong.")
                : new Outcome.Guessed();
    }

    private Outcome greeted(Hello hello) {
        if (!hello.protocolVersion().equals(BridgeFrame.PROTOCOL)) {
            return new Outcome.Foreign();
        }
        if (!Greeting.wellFormed(hello)) {
            return new Outcome.Malformed("hello needs a client name and a nonce of at least 16 random bytes in base64");
        }
        Greeting begun = new Greeting(hello, admission.nonce());
        greeting = begun;
        return new Outcome.Challenged(begun.challenge(admission));
    }
}
