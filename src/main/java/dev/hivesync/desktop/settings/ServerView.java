package dev.hivesync.desktop.settings;

import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.settings.ServerViewModel.Step;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The cards of the first steps: which server, and what to expect.
public final class ServerView extends StackPane {

    private final ServerViewModel model;
    private final Words words;
    private final TextField address = new TextField();
    private final Button start;

    public ServerView(ServerViewModel model, Words words) {
        this.model = model;
        this.words = words;
        getStyleClass().add("sign-in");
        start = Nodes.button(words.text("welcome.start"), model::done, "primary");
        start.setMaxWidth(Double.MAX_VALUE);
        Node server = server();
        Node welcome = welcome();
        getChildren().addAll(server, welcome);
        model.stepProperty().subscribe(step -> {
            Nodes.show(server, step == Step.SERVER);
            Nodes.show(welcome, step == Step.SET);
        });
    }

    /// Puts the focus into the card that is up.
    public void focusFirst() {
        if (model.stepProperty().get() == Step.SET) {
            start.requestFocus();
        } else {
            address.requestFocus();
        }
    }

    private Node server() {
        address.setPromptText("https://hivesync.example.com");
        address.setAccessibleText(words.text("server.address"));
        address.textProperty().bindBidirectional(model.addressProperty());
        address.setOnAction(_ -> model.submit());
        Label name = Nodes.label(words.text("server.address"), "field-label");
        name.setLabelFor(address);
        VBox field = new VBox(name, address);
        field.getStyleClass().add("field");
        Label text = wrapped("");
        Button submit = Nodes.button("", model::submit, "primary");
        submit.setMaxWidth(Double.MAX_VALUE);
        submit.disableProperty().bind(model.readyBinding().not());
        Button cancel = Nodes.button(words.text("server.cancel"), model::cancel);
        cancel.setMaxWidth(Double.MAX_VALUE);
        model.stepProperty().subscribe(_ -> {
            text.setText(words.text(model.replaces() ? "server.change.text" : "server.text"));
            Nodes.show(cancel, model.replaces());
            name(submit);
        });
        model.busyProperty().subscribe(_ -> name(submit));
        return card("server.title", text, field, problem(), submit, cancel);
    }

    private void name(Button submit) {
        submit.setText(words.text(
                model.busyProperty().get()
                        ? "server.busy"
                        : model.replaces() ? "server.change.submit" : "server.submit"));
    }

    private Node problem() {
        Label sentence = Nodes.label("", "error-text");
        sentence.setWrapText(true);
        HBox box = new HBox(Icons.of(Feather.ALERT_CIRCLE), sentence);
        box.getStyleClass().add("error-box");
        model.problemProperty().subscribe(why -> {
            sentence.setText(why.map(one -> words.text(one.key())).orElse(""));
            Nodes.show(box, why.isPresent());
        });
        return box;
    }

    private Node welcome() {
        return card(
                "welcome.title",
                wrapped(words.text("welcome.text")),
                wrapped(words.text("welcome.toasts")),
                wrapped(words.text("welcome.plugins")),
                wrapped(words.text("welcome.keys")),
                start);
    }

    private VBox card(String title, Node... parts) {
        VBox card = new VBox(Nodes.heading(words.text(title), "card-title"));
        card.getChildren().addAll(parts);
        card.getStyleClass().add("sign-in-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        card.setAccessibleRole(AccessibleRole.PARENT);
        card.setAccessibleText(words.text(title));
        return card;
    }

    private static Label wrapped(String text) {
        Label label = Nodes.label(text, "card-text");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
