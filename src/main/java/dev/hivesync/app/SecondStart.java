package dev.hivesync.app;

import dev.hivesync.app.RunningApp.Met;
import dev.hivesync.wire.BridgeFrame;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/// One app per home: a second start shows the window of the first one.
final class SecondStart {

    private static final String SILENT =
            "HiveSync is already running but does not answer. Wait a moment, or end it and start again.";

    private SecondStart() {}

    /// The lock of this home, or empty where an app has it that now shows its window.
    static Optional<InstanceLock> lockOr(RunningApp running, boolean headless, Consumer<String> say)
            throws IOException, InterruptedException {
        return switch (running.meet(headless ? new BridgeFrame.Ping() : new BridgeFrame.Show())) {
            case Met.Nobody(InstanceLock lock) -> Optional.of(lock);
            case Met.Answered(BridgeFrame answer) -> {
                say.accept(sentence(answer));
                yield Optional.empty();
            }
            case Met.Silent _ -> throw new CommandFailure(ExitCode.UNREACHABLE, SILENT);
        };
    }

    private static String sentence(BridgeFrame answer) {
        if (answer instanceof BridgeFrame.Shown(boolean window)) {
            return window
                    ? "HiveSync is already running; its window is in front now."
                    : "HiveSync is already running without a window. To have one, end it and start again.";
        }
        return "HiveSync is already running. 'hivesync state' tells what it holds.";
    }
}
