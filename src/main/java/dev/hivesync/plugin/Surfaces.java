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

    void progress(Progress progress);

    /// These were read elsewhere: take away what shows them.
    void withdraw(Set<String> notificationIds);

    enum Status {
        OK,
        OFFLINE,
        SIGNED_OUT,
        DESKTOP_NOT_RUNNING
    }

    /// @param busy an AI job runs: show a spinner
    record Badge(int unread, boolean busy, Status status) {

        public String text() {
            return switch (status) {
                case OK -> unread == 0 ? "HiveSync" : "HiveSync " + unread;
                case OFFLINE -> "Offline";
                case SIGNED_OUT -> "Signed out";
                case DESKTOP_NOT_RUNNING -> "Desktop not running";
            };
        }
    }

    /// @param type the notification type, such as `ai_job_completed`
    record Toast(String notificationId, String type, Priority priority, Payload payload) {}

    enum Stage {
        QUEUED,
        STARTED,
        DONE,
        FAILED
    }

    record Progress(String jobId, Stage stage) {}
}
