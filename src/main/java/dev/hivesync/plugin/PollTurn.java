package dev.hivesync.plugin;

import dev.hivesync.plugin.PluginPolls.Answer;
import dev.hivesync.plugin.PluginPolls.Place;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// When a plugin polls next and from where. Belongs to the client's thread; the call itself has its own.
final class PollTurn {

    private static final long NEVER = Long.MAX_VALUE;

    /// Least time between the end of a poll and one that is wished for.
    private static final Duration SHORTEST_GAP = Duration.ofSeconds(1);

    /// A server whose pages have no end is asked again at the usual pace.
    private static final int MAX_PAGES = 400;

    private static final double JITTER = 0.1;

    private final PluginConfig.Timing timing;
    private final @Nullable PluginPolls polls;
    private final LongSupplier nanoTime;
    private final SecureRandom random;

    private @Nullable Place place;
    private boolean running;
    private boolean again;
    private boolean bridge;
    private int failures;
    private int pages;
    private long askedAt;
    private long dueAt;

    /// No poll before this moment, whoever wishes for one.
    private long held;

    /// What came of one poll.
    ///
    /// @param marked what it has marked read
    record Round(Answer answer, List<String> marked) {}

    PollTurn(PluginConfig.Timing timing, @Nullable PluginPolls polls, LongSupplier nanoTime, SecureRandom random) {
        this.timing = timing;
        this.polls = polls;
        this.nanoTime = nanoTime;
        this.random = random;
        this.held = nanoTime.getAsLong();
        this.dueAt = polls == null ? NEVER : held;
    }

    long dueAt() {
        return dueAt;
    }

    /// When the last poll began.
    long askedAt() {
        return askedAt;
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
            dueAt = Math.min(dueAt, Math.max(held, nanoTime.getAsLong()));
        }
    }

    /// @param unmarked what is to be marked read first
    /// @param then called on another thread with what came of it
    void begin(List<String> unmarked, Consumer<Round> then) {
        PluginPolls port = polls;
        dueAt = NEVER;
        if (port == null || running) {
            return;
        }
        running = true;
        askedAt = nanoTime.getAsLong();
        Place from = place;
        Thread.ofVirtual().name("plugin-poll").start(() -> then.accept(round(port, unmarked, from)));
    }

    private static Round round(PluginPolls port, List<String> unmarked, @Nullable Place from) {
        try {
            List<String> marked = !unmarked.isEmpty() && port.mark(unmarked) ? unmarked : List.of();
            return new Round(port.fetch(from), marked);
        } catch (RuntimeException e) {
            // The port is the author's own; a fault there is a poll that failed.
            Log.failed("a poll", e);
            return new Round(new Answer.Unreachable(null), List.of());
        }
    }

    /// @param busy whether an AI job runs, this answer taken in
    void ended(Answer answer, boolean busy) {
        long now = nanoTime.getAsLong();
        running = false;
        boolean wished = again;
        again = false;
        Duration usual = busy ? timing.fastPoll() : timing.poll();
        boolean more = false;
        Duration asked = null;
        switch (answer) {
            case Answer.Fresh(var page, var next, var pace) -> {
                more = place != null && page.hasMore() && !next.cursor().equals(place.cursor()) && ++pages < MAX_PAGES;
                place = next;
                failures = 0;
                asked = pace;
            }
            case Answer.NotModified(var pace) -> {
                failures = 0;
                asked = pace;
            }
            case Answer.Expired _ -> {
                more = place != null;
                failures = more ? 0 : failures + 1;
                place = null;
                usual = more ? usual : backoff();
            }
            case Answer.Unreachable(var retryAfter) -> {
                failures++;
                usual = backoff();
                asked = retryAfter;
                held = retryAfter == null ? now : now + retryAfter.toNanos();
            }
            case Answer.Refused _ -> usual = timing.lastBackoff();
            case Answer.Unknown _ -> usual = timing.fastPoll();
        }
        if (more) {
            dueAt = now;
            return;
        }
        pages = 0;
        held = Math.max(held, now + shortestGap());
        dueAt = wished ? held : now + wait(usual, asked);
    }

    private long shortestGap() {
        return Math.min(SHORTEST_GAP.toNanos(), timing.fastPoll().toNanos());
    }

    private Duration backoff() {
        Duration wait = timing.firstBackoff().multipliedBy(1L << Math.min(failures - 1, 10));
        return wait.compareTo(timing.lastBackoff()) > 0 ? timing.lastBackoff() : wait;
    }

    /// ±10 %, and never less than the server asks for.
    private long wait(Duration usual, @Nullable Duration asked) {
        double chance = random.nextDouble();
        return asked != null && asked.compareTo(usual) >= 0
                ? (long) (asked.toNanos() * (1 + JITTER * chance))
                : (long) (usual.toNanos() * (1 - JITTER + 2 * JITTER * chance));
    }
}
