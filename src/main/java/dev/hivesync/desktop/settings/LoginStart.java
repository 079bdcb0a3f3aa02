package dev.hivesync.desktop.settings;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Whether the operating system starts HiveSync when its user signs in. The system knows, no file of ours. May
/// complete on any thread.
public interface LoginStart {

    enum Standing {
        ON,
        OFF,
        /// This program is none that a system could start.
        NOT_INSTALLED,
        /// The system does not let it be seen or changed.
        REFUSED
    }

    LoginStart NONE = new LoginStart() {
        @Override
        public CompletionStage<Standing> now() {
            return CompletableFuture.completedStage(Standing.NOT_INSTALLED);
        }

        @Override
        public CompletionStage<Standing> set(boolean on) {
            return now();
        }
    };

    CompletionStage<Standing> now();

    /// @return how it stands then
    CompletionStage<Standing> set(boolean on);
}
