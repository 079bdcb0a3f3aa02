package dev.hivesync.attention;

import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Priority;

/// How loudly notifications of one type come.
public enum Loudness {
    /// In the list, with a toast.
    TOAST,
    /// In the list and its badges, without a toast.
    LIST,
    /// In the list alone: it counts nowhere.
    MUTED;

    /// What holds while the user has not chosen: low priority makes no toast.
    public static Loudness usual(NotificationType type) {
        return usual(type.priority());
    }

    public static Loudness usual(Notification notification) {
        return usual(notification.priority());
    }

    private static Loudness usual(Priority priority) {
        return priority == Priority.LOW ? LIST : TOAST;
    }
}
