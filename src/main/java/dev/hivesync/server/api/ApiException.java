package dev.hivesync.server.api;

import java.util.Map;

/// A refusal of the contract: status, code and one sentence for a person.
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, Object> details;
    private final int retryAfter;

    private ApiException(int status, String code, String message, Map<String, Object> details) {
        this(status, code, message, details, 0);
    }

    private ApiException(int status, String code, String message, Map<String, Object> details, int retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = details;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    Map<String, Object> details() {
        return details;
    }

    /// In seconds; 0 says nothing about it.
    int retryAfter() {
        return retryAfter;
    }

    static ApiException unauthenticated(String message) {
        return new ApiException(401, "UNAUTHENTICATED", message, Map.of());
    }

    static ApiException forbidden(String message) {
        return new ApiException(403, "FORBIDDEN", message, Map.of());
    }

    /// The same for what does not exist and for what is someone else's.
    static ApiException notFound(String what) {
        return new ApiException(404, "NOT_FOUND", "There is no such " + what + ".", Map.of());
    }

    static ApiException conflict(String message) {
        return new ApiException(409, "CONFLICT", message, Map.of());
    }

    static ApiException invalidCursor() {
        return new ApiException(400, "INVALID_CURSOR", "The cursor was not made by this server.", Map.of());
    }

    static ApiException expiredCursor() {
        return new ApiException(
                410, "CURSOR_EXPIRED", "The cursor is too old: read anew with an empty \"since\".", Map.of());
    }

    static ApiException incomplete() {
        return new ApiException(400, "REQUEST_REFUSED", "The request did not arrive whole.", Map.of());
    }

    static ApiException badQuery() {
        return new ApiException(400, "REQUEST_REFUSED", "The query is not percent-encoded as it must be.", Map.of());
    }

    static ApiException tooLarge() {
        return new ApiException(413, "PAYLOAD_TOO_LARGE", "The request is too large.", Map.of());
    }

    static ApiException upgradeRequired() {
        return new ApiException(426, "UPGRADE_REQUIRED", "This address takes WebSocket upgrades only.", Map.of());
    }

    static ApiException tooMany(int retryAfter) {
        return new ApiException(429, "RATE_LIMIT_EXCEEDED", "Too many requests. Wait a little.", Map.of(), retryAfter);
    }

    static ApiException invalid(String field, String message) {
        return new ApiException(422, "INVALID_INPUT", message, Map.of("field", field));
    }
}
