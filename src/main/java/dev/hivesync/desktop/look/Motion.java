package dev.hivesync.desktop.look;

import javafx.scene.Node;
import javafx.scene.Scene;

/// Whether things move: only where somebody sees it, and neither the user nor the platform asks for less motion.
public final class Motion {

    private Motion() {}

    public static boolean wanted(Node node) {
        Scene scene = node.getScene();
        return scene != null && scene.getWindow() != null && !reduced(scene);
    }

    static boolean reduced(Scene scene) {
        return scene.getPreferences().isReducedMotion();
    }
}
