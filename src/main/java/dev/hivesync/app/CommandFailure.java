package dev.hivesync.app;

/// An expected end of a command: one sentence with the next step for the person, and the contract's exit code.
/// The top of [Main] prints it; no stack trace ever reaches a terminal.
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    CommandFailure(int code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
