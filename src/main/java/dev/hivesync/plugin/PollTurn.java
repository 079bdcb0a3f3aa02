package dev.hivesync.plugin;

import dev.hivesync.plugin.PluginPolls.Answer;
import dev.hivesync.plugin.PluginPolls.Place;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// When a plugin polls next and from where. Belongs to the client's thread; the call itself has its own.
final class PollTurn {

    private static final long NEVER = Long.MAX_VALUE;

    private final PluginConfig.Timing timing;
    private final @Nullable PluginPolls polls;
    private final LongSupplier nanoTime;
    private final SecureRandom random;

    private @Nullable Place place;
    private boolean running;
    private boolean again;
    private boolean bridge;
    private int failures;
    private long dueAt;

    PollTurn(PluginConfig.Timing timing, @Nullable PluginPolls polls, LongSupplier nanoTime, SecureRandom random) {
        this.timing = timing;
        this.polls = polls;
        this.nanoTime = nanoTime;
        this.random = random;
        this.dueAt = polls == null ? NEVER : nanoTime.getAsLong();
    }

    long dueAt() {
        return dueAt;
    }

    /// The bridge came or went; when it goes, polling takes over at once.
    void bridge(boolean up) {
        if (bridge && !up) {
            soon();
        }
        bridge = up;
    }

    void soon() {
        if (running) {
            again = true;
        } else if (polls != null) {
            dueAt = nanoTime.getAsLong();
        }
    }

    /// @param then called on another thread with the answer
    void begin(Consumer<Answer> then) {
        PluginPolls port = polls;
        dueAt = NEVER;
        if (port == null || running) {
            return;
        }
        running = true;
        Place from = place;
        Thread.ofVirtual().name("plugin-poll").start(() -> then.accept(port.fetch(from)));
    }

    void ended(Answer answer, boolean busy) {
        running = false;
        boolean more = again;
        again = false;
        Duration usual = busy && !bridge ? timing.fastPoll() : timing.poll();
        Duration wait = switch (answer) {
            case Answer.Fresh(var page, var next, var pace) -> {
                more |= place != null && page.hasMore();
                place = next;
                failures = 0;
                yield longer(usual, pace);
            }
            case Answer.NotModified(var pace) -> {
                failures = 0;
                yield longer(usual, pace);
            }
            case Answer.Expired _ -> {
                place = null;
                more = true;
                yield usual;
            }
            case Answer.Unreachable(var retryAfter) -> {
                failures++;
                yield longer(backoff(), retryAfter);
            }
            case Answer.Refused _ -> timing.lastBackoff();
            case Answer.Unknown _ -> timing.fastPoll();
        };
        dueAt = nanoTime.getAsLong() + (more ? 0 : jittered(wait));
    }

    private Duration backoff() {
        Duration wait = timing.firstBackoff().multipliedBy(1L << Math.min(failures - 1, 10));
        return wait.compareTo(timing.lastBackoff()) > 0 ? timing.lastBackoff() : wait;
    }

    private static Duration longer(Duration usual, @Nullable Duration asked) {
        return asked != null && asked.compareTo(usual) > 0 ? asked : usual;
    }

    private long jittered(Duration wait) {
        return (long) (wait.toNanos() * (0.9 + random.nextDouble() * 0.2));
    }
}
