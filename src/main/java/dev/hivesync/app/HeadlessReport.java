package dev.hivesync.app;

import dev.hivesync.inbox.Step;
import dev.hivesync.wire.Connection;
import java.util.function.Consumer;

/// Tells the terminal of an app without a window what its window would show: a line when the connection is lost,
/// refused or back. Called on the inbox thread alone.
final class HeadlessReport implements Consumer<Step> {

    private final Consumer<String> say;
    private final String signedOut;
    private Connection told = Connection.POLLING;

    /// @param signedOut the sentence for a session that is refused
    HeadlessReport(Consumer<String> say, String signedOut) {
        this.say = say;
        this.signedOut = signedOut;
    }

    @Override
    public void accept(Step step) {
        Connection now = step.state().link().connection();
        boolean tried = now != Connection.OFFLINE || step.state().link().nextPollAt() != null;
        if (!tried || word(now).equals(word(told))) {
            return;
        }
        told = now;
        say.accept(word(now));
    }

    private String word(Connection connection) {
        return switch (connection) {
            case LIVE, POLLING -> "The server answers.";
            case OFFLINE -> "The server does not answer; HiveSync keeps trying. Check its address and your network.";
            case SIGNED_OUT -> signedOut;
        };
    }
}
