package dev.hivesync.desktop.settings;

import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The card that stands in the list's place while nobody is signed in.
public final class SignInView extends StackPane {

    private final TextField email = new TextField();

    public SignInView(SignInViewModel model, Words words) {
        getStyleClass().add("sign-in");
        PasswordField password = new PasswordField();
        email.textProperty().bindBidirectional(model.emailProperty());
        password.textProperty().bindBidirectional(model.passwordProperty());
        email.setOnAction(_ -> password.requestFocus());
        password.setOnAction(_ -> model.submit());
        Button submit = Nodes.button(words.text("signin.submit"), model::submit, "primary");
        submit.setMaxWidth(Double.MAX_VALUE);
        submit.disableProperty().bind(model.readyBinding().not());
        model.busyProperty().subscribe(busy -> submit.setText(words.text(busy ? "signin.busy" : "signin.submit")));
        VBox card = new VBox(
                Nodes.heading(words.text("signin.title"), "card-title"),
                wrapped(words.text("signin.text")),
                field(words.text("signin.email"), email),
                field(words.text("signin.password"), password),
                error(model),
                submit);
        card.getStyleClass().add("sign-in-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        card.setAccessibleRole(AccessibleRole.PARENT);
        card.setAccessibleText(words.text("signin.title"));
        getChildren().add(card);
    }

    public void focusFirst() {
        email.requestFocus();
    }

    private static Label wrapped(String text) {
        return Nodes.wrapped(text, "card-text");
    }

    private static VBox field(String name, TextField field) {
        Label label = Nodes.label(name, "field-label");
        label.setLabelFor(field);
        field.setAccessibleText(name);
        VBox box = new VBox(label, field);
        box.getStyleClass().add("field");
        return box;
    }

    private static HBox error(SignInViewModel model) {
        Label sentence = Nodes.wrapped("", "error-text");
        sentence.textProperty().bind(model.errorProperty());
        HBox box = new HBox(Icons.of(Feather.ALERT_CIRCLE), sentence);
        box.getStyleClass().add("error-box");
        model.errorProperty().subscribe(text -> Nodes.show(box, !text.isEmpty()));
        return box;
    }
}
