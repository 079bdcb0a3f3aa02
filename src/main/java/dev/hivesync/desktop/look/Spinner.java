package dev.hivesync.desktop.look;

import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.RotateTransition;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Arc;
import javafx.util.Duration;

/// Turns while something runs, and only while it is on screen; where less motion is asked for it stands still.
public final class Spinner extends StackPane {

    private final RotateTransition turning;

    public Spinner(double radius) {
        Arc arc = new Arc(0, 0, radius, radius, 90, 270);
        arc.getStyleClass().add("spinner-arc");
        // A full square around the arc's centre, so that it turns in place.
        javafx.scene.shape.Circle track = new javafx.scene.shape.Circle(radius);
        track.getStyleClass().add("spinner-track");
        javafx.scene.Group wheel = new javafx.scene.Group(track, arc);
        getStyleClass().add("hs-spinner");
        getChildren().add(wheel);
        setMouseTransparent(true);
        turning = new RotateTransition(Duration.millis(1100), wheel);
        turning.setByAngle(360);
        turning.setInterpolator(Interpolator.LINEAR);
        turning.setCycleCount(Animation.INDEFINITE);
        sceneProperty()
                .flatMap(scene -> scene.getPreferences().reducedMotionProperty())
                .subscribe(_ -> turn());
        visibleProperty().addListener(_ -> turn());
    }

    public boolean turning() {
        return turning.getStatus() == Animation.Status.RUNNING;
    }

    private void turn() {
        boolean moving = getScene() != null && isVisible() && !Motion.reduced(getScene());
        if (moving) {
            turning.play();
        } else {
            turning.stop();
        }
    }
}
