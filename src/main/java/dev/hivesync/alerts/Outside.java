package dev.hivesync.alerts;

import java.util.List;

/// The operating system's own ways to tell a person something. Every call returns at once and comes from any
/// thread; where the platform has nothing of the kind, nothing happens.
public interface Outside extends AutoCloseable {

    /// What the operating system tells. Called on any thread.
    interface Listener {

        void acted(Alert alert, Alert.Action action);

        /// It is no longer shown. That is not reading it.
        void closed(Alert alert);

        /// It could not be shown after all.
        void missed(Alert alert);

        /// [Outside#quiet] or [Outside#tray] have changed.
        void changed();

        void asked(Wish wish);
    }

    /// What the tray's menu asks for.
    enum Wish {
        OPEN,
        QUIET_ON,
        QUIET_OFF,
        QUIT
    }

    /// Where there is nothing.
    Outside NONE = new Outside() {
        @Override
        public void listen(Listener listener) {}

        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public boolean quiet() {
            return false;
        }

        @Override
        public boolean tray() {
            return false;
        }

        @Override
        public void present(List<Alert> alerts) {}

        @Override
        public void badge(Badge badge) {}

        @Override
        public void close() {}
    };

    /// Tells `listener` from here on, in place of whoever was told before.
    void listen(Listener listener);

    /// Whether it shows alerts at the moment.
    boolean ready();

    /// Whether the system's own do-not-disturb is on.
    boolean quiet();

    /// Whether there is a tray icon that a person can see.
    boolean tray();

    /// All that should be up; what is not among them is withdrawn.
    void present(List<Alert> alerts);

    void badge(Badge badge);

    /// Withdraws everything.
    @Override
    void close();
}
