package dev.hivesync.server.api;

import dev.hivesync.wire.Switch;
import java.util.Map;

/// How much one caller may ask for, in calls a minute. A whole minute's worth may come at once; 0 lifts a limit.
///
/// @param login sign-ins from one address
/// @param account sign-ins to one account
/// @param ingest notifications written by one user
/// @param service notifications written with the service key
/// @param poll reads by one user, over all his clients
/// @param pollLoad reads under way at once from which on clients are asked to slow down; 0 asks always
/// @param pollInterval what they are asked for, in seconds; 0 never asks
/// @param proxied whether a reverse proxy of ours appends the caller's address to `X-Forwarded-For`
public record Limits(
        int login, int account, int ingest, int service, int poll, int pollLoad, int pollInterval, boolean proxied) {

    /// The poll schedule makes 6 calls a minute for each client; an inbox of 100,000 rows is 200 pages.
    public static final Limits DEFAULT = new Limits(120, 20, 600, 60_000, 600, 100, 90, false);

    /// The defaults with what the environment sets.
    ///
    /// @throws IllegalArgumentException with a sentence that names the variable that is not what it must be
    public static Limits from(Map<String, String> environment) {
        return new Limits(
                number(environment, "RATE_LOGIN_ADDRESS", DEFAULT.login),
                number(environment, "RATE_LOGIN_ACCOUNT", DEFAULT.account),
                number(environment, "RATE_INGEST_USER", DEFAULT.ingest),
                number(environment, "RATE_INGEST_SERVICE", DEFAULT.service),
                number(environment, "RATE_POLL", DEFAULT.poll),
                number(environment, "POLL_LOAD", DEFAULT.pollLoad),
                number(environment, "POLL_INTERVAL", DEFAULT.pollInterval),
                Switch.of(environment, "TRUST_PROXY", DEFAULT.proxied));
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        String text = environment.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,7}")) {
            throw new IllegalArgumentException(name + " must be a whole number from 0 to 9999999.");
        }
        return Integer.parseInt(text);
    }
}
