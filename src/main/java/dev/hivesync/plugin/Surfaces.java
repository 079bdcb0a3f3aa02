package dev.hivesync.plugin;

import dev.hivesync.wire.Payload;
import dev.hivesync.wire.Priority;
import java.util.Set;

/// The four places where an editor shows HiveSync. Called on the client's thread, one after the other: hand over to
/// the editor's own thread and return.
public interface Surfaces {

    /// The status bar; called when it changes.
    void badge(Badge badge);

    /// A short message, for high and medium priority.
    void toast(Toast toast);

    /// Opens the panel with the AI's suggestion: it has just arrived, or the user asked for it in the desktop.
    void panel(String notificationId, Payload job);

    /// A job moved on. Never back: a late poll does not start again what is done.
    void progress(Progress progress);

    /// These were read elsewhere: take away what shows them.
    void withdraw(Set<String> notificationIds);

    /// How HiveSync stands, as the status bar says it.
    enum Status {
        /// The desktop hears from the backend.
        OK,
        /// The desktop, or this plugin without it, reaches no backend.
        OFFLINE,
        /// Somebody has to sign in at the desktop.
        SIGNED_OUT,
        /// Nobody answers who could prove to be the desktop; the plugin may well poll.
        DESKTOP_NOT_RUNNING,
        /// The user has disconnected this plugin in the desktop; it may well poll.
        DISCONNECTED
    }

    /// What the status bar shows.
    ///
    /// @param unread notifications that are not read, over all projects
    /// @param busy an AI job runs: show a spinner
    record Badge(int unread, boolean busy, Status status) {

        /// In English, such as `HiveSync 3`.
        public String text() {
            return switch (status) {
                case OK -> unread == 0 ? "HiveSync" : "HiveSync " + unread;
                case OFFLINE -> "Offline";
                case SIGNED_OUT -> "Signed out";
                case DESKTOP_NOT_RUNNING -> "Desktop not running";
                case DISCONNECTED -> "Disconnected";
            };
        }
    }

    /// A short message.
    ///
    /// @param type the notification type, such as `ai_job_completed`
    record Toast(String notificationId, String type, Priority priority, Payload payload) {}

    /// How far an AI job is; the last two are the end.
    enum Stage {
        /// Waits for a worker.
        QUEUED,
        /// A worker has it, or the user has just asked for it here.
        STARTED,
        /// There is a suggestion.
        DONE,
        /// There will be none.
        FAILED
    }

    /// One step of one job.
    record Progress(String jobId, Stage stage) {}
}
