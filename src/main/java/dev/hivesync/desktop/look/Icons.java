package dev.hivesync.desktop.look;

import dev.hivesync.wire.Family;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Pictures. Size and colour come from the style sheet.
public final class Icons {

    /// `assets/hivesync.svg`, on a square of 96.
    private static final String LOGO =
            "M72.39 18.08 L86.11 26.00 L86.11 70.00 L48.00 92.00 L34.28 84.08 L38.34 73.42 L48.00 79.00 L74.85 63.50 L74.85 32.50 L65.18 26.92 Z M23.61 77.92 L9.89 70.00 L9.89 26.00 L48.00 4.00 L61.72 11.92 L57.66 22.58 L48.00 17.00 L21.15 32.50 L21.15 63.50 L30.82 69.08 Z M48.00 31.00 L62.72 39.50 L62.72 56.50 L48.00 65.00 L33.28 56.50 L33.28 39.50 Z";

    private Icons() {}

    public static FontIcon of(Feather icon) {
        FontIcon node = new FontIcon(icon);
        node.setAccessibleRole(AccessibleRole.NODE);
        return node;
    }

    public static Feather of(Family family) {
        return switch (family) {
            case AI_JOB -> Feather.CPU;
            case PREVIEW -> Feather.SMARTPHONE;
            case REPO_SYNC -> Feather.GIT_BRANCH;
            case SYSTEM -> Feather.SERVER;
        };
    }

    public static Feather of(Notification notification) {
        return notification.known().map(Icons::of).orElse(Feather.BELL);
    }

    private static Feather of(NotificationType type) {
        return switch (type) {
            case SYSTEM_MAINTENANCE_WARNING -> Feather.TOOL;
            case SYSTEM_HEALTH_ISSUE -> Feather.ACTIVITY;
            case WORKER_UNAVAILABLE -> Feather.SERVER;
            case RESOURCE_LIMIT_WARNING -> Feather.PIE_CHART;
            case AI_JOB_QUEUED, AI_JOB_STARTED, AI_JOB_COMPLETED, AI_JOB_FAILED -> Feather.CPU;
            case PREVIEW_TOKEN_CREATED, PREVIEW_BUNDLE_UPLOADED, PREVIEW_READY, PREVIEW_CONSUMED, PREVIEW_EXPIRED ->
                Feather.SMARTPHONE;
            case REPO_SYNC_STARTED, REPO_SYNC_SUCCESS, REPO_SYNC_FAILED -> Feather.GIT_BRANCH;
        };
    }

    /// The logo in a box of its own.
    public static Node logo() {
        SVGPath path = new SVGPath();
        path.setContent(LOGO);
        path.getStyleClass().add("logo-mark");
        StackPane box = new StackPane(new javafx.scene.Group(path));
        box.getStyleClass().add("logo");
        return box;
    }
}
