package dev.hivesync.server;

/// Why a server could not start: one sentence for the person who started it, with the next step.
public final class ServerStartException extends Exception {

    private static final long serialVersionUID = 1L;

    public ServerStartException(String sentence) {
        super(sentence);
    }

    public ServerStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
