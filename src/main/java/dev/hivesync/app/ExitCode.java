package dev.hivesync.app;

/// The exit codes of the command line.
final class ExitCode {

    static final int DONE = 0;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;
    static final int REFUSED = 4;
    static final int NEWER_DATA = 5;

    private ExitCode() {}
}
