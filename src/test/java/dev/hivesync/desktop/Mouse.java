package dev.hivesync.desktop;

import javafx.event.EventType;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// What a mouse with its first button down tells a node. The headless platform's robot gives clicks no modifiers.
final class Mouse {

    private Mouse() {}

    static MouseEvent at(EventType<MouseEvent> type, double x, double y) {
        return at(type, x, y, false, false);
    }

    static MouseEvent at(EventType<MouseEvent> type, double x, double y, boolean shift, boolean control) {
        return new MouseEvent(
                type,
                x,
                y,
                x,
                y,
                MouseButton.PRIMARY,
                1,
                shift,
                control,
                false,
                false,
                true,
                false,
                false,
                false,
                false,
                true,
                null);
    }
}
