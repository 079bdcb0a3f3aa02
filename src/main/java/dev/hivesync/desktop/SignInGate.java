package dev.hivesync.desktop;

import dev.hivesync.desktop.center.CenterViewModel;
import dev.hivesync.desktop.center.SessionRibbon;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.settings.SignInView;
import dev.hivesync.desktop.settings.SignInViewModel;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What stands in the list's place while nobody is signed in, with the reason above it where there is one.
final class SignInGate extends VBox {

    private final SignInView signIn;

    SignInGate(CenterViewModel center, SignInViewModel model, Words words) {
        signIn = new SignInView(model, words);
        getStyleClass().add("gate");
        VBox.setVgrow(signIn, Priority.ALWAYS);
        getChildren().addAll(new SessionRibbon(center, words), signIn);
    }

    void focusFirst() {
        signIn.focusFirst();
    }
}
