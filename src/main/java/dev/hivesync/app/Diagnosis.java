package dev.hivesync.app;

import dev.hivesync.attention.Settings;
import dev.hivesync.attention.SettingsFile;
import dev.hivesync.bridge.PluginStanding;
import dev.hivesync.desktop.settings.Diagnostics;
import dev.hivesync.inbox.Inbox;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.NewerDataException;
import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out how the program is and writes that down. Of a running app, asked within it; else from its files.
final class Diagnosis {

    private static final Logger LOG = LoggerFactory.getLogger(Diagnosis.class);
    private static final long MEGABYTE = 1_000_000;

    private final Home home;
    private final InstantSource clock;

    Diagnosis(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    /// Of the app in this process.
    String of(InboxState state, List<LinkHistory.Moment> history, List<PluginStanding> plugins) {
        return report(Optional.of(state), null, true, history, plugins);
    }

    /// From the files, beside whatever app may run.
    String ofFiles() {
        boolean running = running();
        try {
            return report(Optional.of(Inbox.peek(home.inbox())), null, running, List.of(), List.of());
        } catch (NewerDataException _) {
            return report(Optional.empty(), "a newer version wrote it", running, List.of(), List.of());
        } catch (IOException | SQLException e) {
            return report(Optional.empty(), e.getClass().getSimpleName(), running, List.of(), List.of());
        }
    }

    private boolean running() {
        try {
            return InstanceLock.held(home);
        } catch (IOException _) {
            return false;
        }
    }

    private String report(
            Optional<InboxState> state,
            @Nullable String trouble,
            boolean running,
            List<LinkHistory.Moment> history,
            List<PluginStanding> plugins) {
        Optional<Settings> settings = new SettingsFile(home.settings()).read();
        return DiagnosticsReport.of(
                new Findings(
                        clock.instant(),
                        machine(),
                        settings.orElse(Settings.DEFAULT),
                        settings.isPresent(),
                        state,
                        trouble,
                        running,
                        history,
                        plugins,
                        LogTail.of(home.logs())),
                new Redactor(known(settings)));
    }

    /// What would tell who the user is.
    private List<String> known(Optional<Settings> settings) {
        String host = settings.map(Settings::server)
                .map(HttpUrl::parse)
                .map(HttpUrl::host)
                .orElse("");
        return List.of(
                home.root().toString(),
                System.getProperty("user.home", ""),
                System.getProperty("user.name", ""),
                System.getProperty("java.home", ""),
                host);
    }

    private static Findings.Machine machine() {
        Runtime runtime = Runtime.getRuntime();
        return new Findings.Machine(
                Version.current(),
                Runtime.version() + ", " + System.getProperty("java.vendor", "of unknown origin"),
                System.getProperty("javafx.runtime.version", "not started"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"),
                Locale.getDefault().toLanguageTag(),
                runtime.availableProcessors(),
                (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE,
                runtime.maxMemory() / MEGABYTE,
                ManagementFactory.getRuntimeMXBean().getUptime() / 1_000);
    }

    /// Writes a report wherever the user wants it, on a thread of its own.
    Diagnostics saving(Supplier<String> report) {
        return file -> {
            CompletableFuture<Boolean> saved = new CompletableFuture<>();
            Thread.ofVirtual().name("diagnostics").start(() -> saved.complete(saved(file, report)));
            return saved;
        };
    }

    private static boolean saved(Path file, Supplier<String> report) {
        try {
            write(file, report.get());
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn("the diagnostics could not be saved ({})", e.getClass().getSimpleName());
            return false;
        }
    }

    /// Whole or not at all, readable by the user alone.
    static void write(Path file, String report) throws IOException {
        PrivateFile.write(file, report);
    }
}
