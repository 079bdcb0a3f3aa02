package dev.hivesync.bridge;

/// The bridge cannot listen or cannot say where; the message is one sentence for a person.
public final class BridgeUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    BridgeUnavailableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
