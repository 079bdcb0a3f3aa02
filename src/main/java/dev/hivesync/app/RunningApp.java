package dev.hivesync.app;

import dev.hivesync.plugin.DesktopCall;
import dev.hivesync.wire.BridgeFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The app that has this home, seen by a second program. It may start, stop or be killed at any moment: the lock
/// decides who writes, and what `bridge.json` says counts only for whoever proves to have written it.
final class RunningApp {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final long AGAIN_MILLIS = 100;

    private final Home home;
    private final Http http = new Http();

    RunningApp(Home home) {
        this.home = home;
    }

    /// What became of a question.
    sealed interface Met {

        record Answered(BridgeFrame answer) implements Met {}

        /// No app runs, and none can start while the lock is held.
        record Nobody(InstanceLock lock) implements Met {}

        /// Somebody has the lock and says nothing.
        record Silent() implements Met {}
    }

    /// Asks whoever has the lock, or takes it.
    Met meet(BridgeFrame.FromPlugin question) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        do {
            Optional<InstanceLock> lock = InstanceLock.take(home);
            if (lock.isPresent()) {
                return new Met.Nobody(lock.get());
            }
            Optional<BridgeFrame> answer = DesktopCall.ask(http.client(), home.bridge(), question, ANSWER);
            if (answer.isPresent()) {
                return new Met.Answered(answer.get());
            }
            var _ = new Semaphore(0).tryAcquire(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } while (System.nanoTime() - end < 0);
        return new Met.Silent();
    }
}
