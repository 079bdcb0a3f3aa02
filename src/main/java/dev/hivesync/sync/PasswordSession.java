package dev.hivesync.sync;

import dev.hivesync.sync.AuthApi.Answer;
import dev.hivesync.wire.Api;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One sign-in of one person, kept alive with its refresh token and kept over restarts in a [TokenStore].
///
/// A new pair is durable before it is used. Where the program ends between the server's answer and that, the store
/// still has the old pair, and the server gives another new one for 30 s.
public final class PasswordSession implements Session {

    /// How long before its end a token is renewed unasked, and how long after a failure that is tried again.
    private static final Duration EARLY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(PasswordSession.class);

    private final AuthApi api;
    private final TokenStore store;
    private final LongSupplier nanoTime;

    /// One renewal at a time: whoever waits here finds the new token in place.
    private final ReentrantLock renewing = new ReentrantLock();

    /// The following are written under the lock of this object.
    private volatile Api.@Nullable Tokens tokens;

    private volatile long renewAt;
    private boolean ended;

    /// @param nanoTime monotonic, as `System::nanoTime`: a wrong wall clock renews nothing
    public PasswordSession(
            OkHttpClient http, HttpUrl server, TokenStore store, InstantSource clock, LongSupplier nanoTime) {
        this.api = new AuthApi(http, server, clock);
        this.store = store;
        this.nanoTime = nanoTime;
    }

    /// How a sign-in ended.
    public sealed interface SignedIn {

        record As(Api.User user) implements SignedIn {}

        /// The e-mail address or the password is wrong.
        record Refused() implements SignedIn {}

        /// Tried too often.
        record Later() implements SignedIn {}

        record Unreachable() implements SignedIn {}
    }

    /// Goes on with what an earlier run of the program has kept.
    ///
    /// @return who is signed in, if anybody
    public Optional<Api.User> resume() {
        Optional<Api.Tokens> kept = store.load().filter(AuthApi::complete);
        kept.ifPresent(this::resumed);
        return kept.map(Api.Tokens::user);
    }

    private synchronized void resumed(Api.Tokens kept) {
        tokens = kept;
        // How old it is, nobody knows; the server says so if it is too old.
        renewAt = nanoTime.getAsLong() + life(kept);
    }

    public SignedIn signIn(String email, String password) {
        return switch (api.login(email, password)) {
            case Answer.Granted(Api.Tokens granted) -> {
                keep(granted);
                yield new SignedIn.As(granted.user());
            }
            case Answer.Denied _ -> new SignedIn.Refused();
            case Answer.Later _ -> new SignedIn.Later();
            case Answer.Silence _ -> new SignedIn.Unreachable();
        };
    }

    /// Durable, then visible. A store that fails costs the next restart its session, not this run.
    ///
    /// @return false where the session has ended meanwhile and nothing was kept
    private synchronized boolean keep(Api.Tokens next) {
        if (ended) {
            return false;
        }
        try {
            store.save(next);
        } catch (IOException e) {
            LOG.warn(
                    "The sign-in cannot be kept ({}); it lasts until HiveSync ends",
                    e.getClass().getSimpleName());
        }
        tokens = next;
        renewAt = nanoTime.getAsLong() + life(next);
        return true;
    }

    private static long life(Api.Tokens granted) {
        Duration life = Duration.ofSeconds(
                Math.clamp(granted.expiresIn(), 0, Duration.ofDays(1).toSeconds()));
        return life.compareTo(EARLY.multipliedBy(2)) > 0
                ? life.minus(EARLY).toNanos()
                : life.dividedBy(2).toNanos();
    }

    private synchronized void drop() {
        if (ended) {
            return;
        }
        tokens = null;
        clearStore();
    }

    private void clearStore() {
        try {
            store.clear();
        } catch (IOException e) {
            LOG.warn("The ended sign-in cannot be removed ({})", e.getClass().getSimpleName());
        }
    }

    /// Lets go of the tokens without a word to the server: another session takes this one's place in the store.
    public synchronized void end() {
        ended = true;
        tokens = null;
    }

    /// Signs out here at once, then on the server; where that cannot be reached, its session ends by itself after
    /// 60 days without use.
    public void signOut() {
        Api.Tokens last;
        synchronized (this) {
            last = tokens;
            end();
            clearStore();
        }
        if (last == null) {
            return;
        }
        try {
            if (!api.logout(last.accessToken(), last.refreshToken())
                    && api.refresh(last.refreshToken()) instanceof Answer.Granted(Api.Tokens fresh)) {
                var _ = api.logout(fresh.accessToken(), fresh.refreshToken());
            }
        } catch (IOException e) {
            LOG.info(
                    "The server was not told of the sign-out ({})", e.getClass().getSimpleName());
        }
    }

    /// Renews first where the token is about to end, so that no poll has to be refused for that.
    @Override
    public Optional<String> accessToken() {
        Api.Tokens present = tokens;
        if (present != null && nanoTime.getAsLong() - renewAt >= 0 && renewing.tryLock()) {
            try {
                var _ = renewed(present.accessToken());
            } finally {
                renewing.unlock();
            }
            present = tokens;
        }
        return Optional.ofNullable(present).map(Api.Tokens::accessToken);
    }

    @Override
    public Renewal renew(String stale) {
        renewing.lock();
        try {
            return renewed(stale);
        } finally {
            renewing.unlock();
        }
    }

    private Renewal renewed(String stale) {
        Api.Tokens present = tokens;
        if (present == null) {
            return new Renewal.Denied();
        }
        if (!present.accessToken().equals(stale)) {
            return new Renewal.Renewed(present.accessToken());
        }
        return switch (api.refresh(present.refreshToken())) {
            case Answer.Granted(Api.Tokens granted) ->
                keep(granted) ? new Renewal.Renewed(granted.accessToken()) : new Renewal.Denied();
            case Answer.Denied _ -> {
                drop();
                yield new Renewal.Denied();
            }
            case Answer.Later(Duration wait) -> unreachable(wait);
            case Answer.Silence(Duration wait) -> unreachable(wait);
        };
    }

    private synchronized Renewal unreachable(@Nullable Duration retryAfter) {
        renewAt = nanoTime.getAsLong() + EARLY.toNanos();
        return new Renewal.Unreachable(retryAfter);
    }

    @Override
    public String toString() {
        Api.Tokens present = tokens;
        return present == null
                ? "PasswordSession[signed out]"
                : "PasswordSession[" + present.user().id() + "]";
    }
}
