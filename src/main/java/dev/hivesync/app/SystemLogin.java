package dev.hivesync.app;

import dev.hivesync.autostart.Autostart;
import dev.hivesync.desktop.settings.LoginStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Start at login for an installed program, off the FX thread. One that runs from a checkout is none that should start
/// by itself: the next build would move it.
final class SystemLogin implements LoginStart {

    /// Set by the launcher of an installed program.
    static final String LAUNCHER = "jpackage.app-path";

    private static final Logger LOG = LoggerFactory.getLogger(SystemLogin.class);

    private final Autostart autostart;

    SystemLogin(Autostart autostart) {
        this.autostart = autostart;
    }

    static LoginStart of(Map<String, String> environment) {
        String launcher = System.getProperty(LAUNCHER, "");
        return launcher.isEmpty()
                ? LoginStart.NONE
                : new SystemLogin(Autostart.of(
                        System.getProperty("os.name"),
                        environment,
                        Path.of(System.getProperty("user.home")),
                        Path.of(launcher)));
    }

    private interface Step {
        void run() throws IOException;
    }

    @Override
    public CompletionStage<Standing> now() {
        return after(() -> {});
    }

    @Override
    public CompletionStage<Standing> set(boolean on) {
        return after(() -> autostart.set(on));
    }

    /// One after the other.
    private CompletionStage<Standing> after(Step step) {
        CompletableFuture<Standing> standing = new CompletableFuture<>();
        Thread.ofVirtual().name("autostart").start(() -> standing.complete(stand(step)));
        return standing;
    }

    private synchronized Standing stand(Step step) {
        try {
            step.run();
            return autostart.on() ? Standing.ON : Standing.OFF;
        } catch (IOException e) {
            LOG.warn(
                    "Start at login cannot be seen or changed ({})",
                    e.getClass().getSimpleName());
            return Standing.REFUSED;
        }
    }
}
