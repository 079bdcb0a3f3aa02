package dev.hivesync.server.api;

import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// The rate limits of this instance.
final class Guard {

    private final Limits limits;
    private final Buckets addresses;
    private final Buckets accounts;
    private final Buckets writers;
    private final Buckets service;
    private final Buckets readers;
    private final AtomicInteger reading = new AtomicInteger();

    Guard(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.addresses = new Buckets(limits.login(), clock);
        this.accounts = new Buckets(limits.account(), clock);
        this.writers = new Buckets(limits.ingest(), clock);
        this.service = new Buckets(limits.service(), clock);
        this.readers = new Buckets(limits.poll(), clock);
    }

    /// Before the body is read and the password hashed.
    void address(Context context) {
        addresses.take(addressOf(context));
    }

    void account(String email) {
        accounts.take(email.toLowerCase(Locale.ROOT));
    }

    void ingest(Gate.Caller caller) {
        switch (caller) {
            case Gate.Caller.User user -> writers.take(user.id());
            case Gate.Caller.Service _ -> service.take("");
        }
    }

    /// Counts one read.
    ///
    /// @throws ApiException 429 where the user has none left
    void take(String userId) {
        readers.take(userId);
    }

    /// Does a read that has been counted; under load its answer asks the client to slow down.
    void read(Context context, Runnable work) {
        try {
            reading.incrementAndGet();
            int interval = interval(0);
            if (interval > 0) {
                context.header("Poll-Interval", Integer.toString(interval));
            }
            work.run();
        } finally {
            reading.decrementAndGet();
        }
    }

    /// One read that is answered at once. Where the user has none left, nothing is taken and [#take] says so.
    boolean glance(String userId) {
        return readers.tryTake(userId);
    }

    /// As [#glance], with the read under way from then until [#end].
    boolean begin(String userId) {
        if (!readers.tryTake(userId)) {
            return false;
        }
        reading.incrementAndGet();
        return true;
    }

    void end() {
        reading.decrementAndGet();
    }

    /// What clients are asked to wait between reads, in seconds; 0 where the load is low.
    ///
    /// @param more reads that are not counted as under way
    int interval(int more) {
        return reading.get() + more > limits.pollLoad() ? limits.pollInterval() : 0;
    }

    /// Of a forwarded list only the last entry is our proxy's own word; the rest is the caller's.
    private String addressOf(Context context) {
        String forwarded = limits.proxied() ? context.header("X-Forwarded-For") : null;
        return forwarded == null
                ? context.ip()
                : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }
}
