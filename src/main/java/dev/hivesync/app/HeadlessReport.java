package dev.hivesync.app;

import dev.hivesync.inbox.Disk;
import dev.hivesync.inbox.Step;
import dev.hivesync.wire.Connection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells the terminal of an app without a window what its window would show: a line when the connection is lost,
/// refused or back, and what befell the disk. Called on the inbox thread alone.
final class HeadlessReport implements Consumer<Step> {

    private final Consumer<String> say;
    private final String signedOut;
    private Connection told = Connection.POLLING;
    private boolean refusing;
    private Disk.@Nullable Rebuilt rebuilt;

    /// @param signedOut the sentence for a session that is refused
    HeadlessReport(Consumer<String> say, String signedOut) {
        this.say = say;
        this.signedOut = signedOut;
    }

    @Override
    public void accept(Step step) {
        disk(step.state().disk());
        Connection now = step.state().link().connection();
        boolean tried = now != Connection.OFFLINE || step.state().link().nextPollAt() != null;
        if (!tried || word(now).equals(word(told))) {
            return;
        }
        told = now;
        say.accept(word(now));
    }

    private void disk(Disk disk) {
        Disk.Rebuilt now = disk.rebuilt();
        if (now != null && !now.equals(rebuilt)) {
            say.accept("Your local inbox was damaged and has been rebuilt; %d pending marks were kept."
                    .formatted(now.kept()));
        }
        rebuilt = now;
        if (disk.refusing() != refusing) {
            refusing = disk.refusing();
            say.accept(
                    refusing
                            ? "Nothing can be saved: the disk is full or read-only. HiveSync goes on once there is"
                                    + " room."
                            : "The disk takes data again.");
        }
    }

    private String word(Connection connection) {
        return switch (connection) {
            case LIVE, POLLING -> "The server answers.";
            case OFFLINE -> "The server does not answer; HiveSync keeps trying. Check its address and your network.";
            case SIGNED_OUT -> signedOut;
        };
    }
}
