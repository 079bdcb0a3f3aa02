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

    private static final String WINDOWLESS =
            "HiveSync is running without a window, so the link cannot be opened. To have"
                    + " one, end it and start again.";

    private static final String OPENED = "HiveSync is already running; its window opens the notification.";

    private SecondStart() {}

    /// The lock of this home, or empty where an app has it that has been told.
    ///
    /// @param question what to tell it
    static Optional<InstanceLock> lockOr(RunningApp running, BridgeFrame.FromPlugin question, Consumer<String> say)
            throws IOException, InterruptedException {
        return switch (running.meet(question)) {
            case Met.Nobody(InstanceLock lock) -> Optional.of(lock);
            case Met.Answered(BridgeFrame answer) -> {
                boolean link = question instanceof BridgeFrame.Show(String id) && id != null;
                if (link && !answer.equals(new BridgeFrame.Shown(true))) {
                    throw new CommandFailure(ExitCode.UNREACHABLE, WINDOWLESS);
                }
                say.accept(link ? OPENED : sentence(answer));
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
