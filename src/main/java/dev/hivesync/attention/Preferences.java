package dev.hivesync.attention;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The settings of a running program: one value, changed by the user, heard of at once, written down behind.
public final class Preferences implements AutoCloseable {

    /// What is wrong with the file.
    public enum Trouble {
        /// It could not be understood; the defaults hold, and the first change puts it aside.
        DAMAGED,
        /// It could not be written; what was changed holds until the program ends.
        NOT_SAVED
    }

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Preferences.class);

    private final @Nullable SettingsFile file;
    private final List<Runnable> observers = new CopyOnWriteArrayList<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("settings").factory());

    private volatile Settings settings; // written under the lock of this object
    private volatile @Nullable Trouble trouble; // the writer's, once it runs
    private Settings saved; // the writer's

    private Preferences(@Nullable SettingsFile file, Settings settings, @Nullable Trouble trouble) {
        this.file = file;
        this.settings = settings;
        this.saved = settings;
        this.trouble = trouble;
    }

    public static Preferences open(SettingsFile file) {
        Optional<Settings> read = file.read();
        return new Preferences(file, read.orElse(Settings.DEFAULT), read.isEmpty() ? Trouble.DAMAGED : null);
    }

    /// Kept nowhere.
    public static Preferences inMemory(Settings settings) {
        return new Preferences(null, settings, null);
    }

    public Settings now() {
        return settings;
    }

    public Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    /// From any thread; observers have been told when it returns, the file follows.
    public void change(UnaryOperator<Settings> change) {
        synchronized (this) {
            Settings next = change.apply(settings);
            if (next.equals(settings)) {
                return;
            }
            settings = next;
        }
        tell();
        SettingsFile target = file;
        if (target != null) {
            try {
                writer.execute(() -> write(target));
            } catch (RejectedExecutionException _) {
                LOG.debug("closed, a change is not written any more");
            }
        }
    }

    /// Calls `observer` after each change of settings or trouble, on the thread that made it.
    public void observe(Runnable observer) {
        observers.add(observer);
    }

    private void tell() {
        observers.forEach(Runnable::run);
    }

    private void write(SettingsFile target) {
        Settings next = settings;
        Trouble before = trouble;
        if (next.equals(saved) && before == null) {
            return;
        }
        try {
            target.write(saved, next);
            saved = next;
            trouble = null;
        } catch (IOException e) {
            LOG.warn("The settings could not be written ({})", e.getClass().getSimpleName());
            trouble = Trouble.NOT_SAVED;
        }
        if (trouble != before) {
            tell();
        }
    }

    /// Waits for what is still to be written.
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The settings were still being written at the end");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
