package dev.hivesync.alerts.freedesktop;

/// Nobody on the bus did as asked.
final class BusException extends Exception {

    private static final long serialVersionUID = 1L;

    BusException(String message) {
        super(message);
    }

    BusException(String message, Throwable cause) {
        super(message, cause);
    }
}
