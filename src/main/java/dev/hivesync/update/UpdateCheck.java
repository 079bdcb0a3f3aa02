package dev.hivesync.update;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for a newer release now and then and tells of it. Downloads and starts nothing.
public final class UpdateCheck implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateCheck.class);

    /// While it is switched off, and at most between two glances at the clock: a machine may have slept.
    private static final Duration GLANCE = Duration.ofMinutes(15);

    private final Judgement judgement;
    private final Feed feed;
    private final UpdateMemory memory;
    private final BooleanSupplier wanted;
    private final Consumer<Manifest> newer;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Semaphore closing = new Semaphore(0);
    private final Thread thread;

    /// @param file remembers earlier looks
    /// @param wanted whether the user has it switched on
    /// @param newer told of each newer release, on a thread of its own
    public UpdateCheck(
            ReleaseSource source,
            ReleaseNumber own,
            Feed feed,
            Path file,
            BooleanSupplier wanted,
            Consumer<Manifest> newer,
            InstantSource clock,
            RandomGenerator random) {
        this.judgement = new Judgement(source, own);
        this.feed = feed;
        this.memory = new UpdateMemory(file);
        this.wanted = wanted;
        this.newer = newer;
        this.clock = clock;
        this.random = random;
        this.thread = Thread.ofVirtual().name("update-check").unstarted(this::run);
    }

    public UpdateCheck start() {
        thread.start();
        return this;
    }

    private void run() {
        recall();
        double chance = random.nextDouble();
        Instant due = clock.instant().plus(UpdateSchedule.wait(memory.read().looked(), clock.instant(), chance));
        try {
            while (true) {
                Duration left = Duration.between(clock.instant(), due);
                Duration pause = left.compareTo(GLANCE) < 0 ? left : GLANCE;
                if (closing.tryAcquire(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS)) {
                    return;
                }
                if (!clock.instant().isBefore(due)) {
                    if (wanted.getAsBoolean()) {
                        look();
                    }
                    chance = random.nextDouble();
                    due = wanted.getAsBoolean()
                            ? clock.instant().plus(UpdateSchedule.wait(clock.instant(), clock.instant(), chance))
                            : clock.instant().plus(GLANCE);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Tells of what was found before the last start.
    void recall() {
        UpdateMemory.Held held = memory.read();
        String file = held.file();
        if (file != null
                && wanted.getAsBoolean()
                && judgement.of(file, held.released(), clock.instant()) instanceof Outcome.Newer(Manifest manifest)) {
            newer.accept(manifest);
        }
    }

    /// Looks now; the look counts whatever comes of it.
    void look() {
        UpdateMemory.Held held = memory.read();
        Instant now = clock.instant();
        Feed.Answer answer = feed.fetch();
        Outcome outcome = switch (answer) {
            case Feed.Answer.File(String text) -> judgement.of(text, held.released(), now);
            case Feed.Answer.None(Refusal why) -> new Outcome.Refused(why);
        };
        String file = answer instanceof Feed.Answer.File(String text) ? text : "";
        memory.write(
                switch (outcome) {
                    case Outcome.Newer(Manifest manifest) -> new UpdateMemory.Held(now, manifest.released(), file);
                    case Outcome.Newest(Manifest manifest) -> new UpdateMemory.Held(now, manifest.released(), file);
                    case Outcome.Refused _ -> new UpdateMemory.Held(now, held.released(), held.file());
                });
        switch (outcome) {
            case Outcome.Newer(Manifest manifest) -> {
                LOG.info("Version {} is available", manifest.version());
                newer.accept(manifest);
            }
            case Outcome.Newest _ -> LOG.info("This is the newest version");
            case Outcome.Refused(Refusal why) ->
                LOG.info(
                        "The update check ignored what it got ({})",
                        why.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    @Override
    public void close() {
        closing.release();
        thread.interrupt();
    }
}
