package dev.hivesync.desktop.center;

import dev.hivesync.attention.SavedView;
import dev.hivesync.desktop.center.ViewsViewModel.Asking;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Asks for a saved view's name, and can delete the view. Inside the window, as all that lies over it.
public final class ViewDialog extends StackPane {

    private final ViewsViewModel model;
    private final Words words;
    private final Label title = Nodes.heading("", "blank-title");
    private final TextField name = new TextField();
    private final Label objection = Nodes.label("", "field-objection");
    private final Button delete;
    private final List<Node> focusable;

    public ViewDialog(ViewsViewModel model, Words words) {
        this.model = model;
        this.words = words;
        name.setAccessibleText(words.text("views.field"));
        name.setPromptText(words.text("views.field"));
        name.setOnAction(_ -> take());
        name.textProperty().subscribe(_ -> Nodes.show(objection, false));
        delete = Nodes.button(words.text("views.delete"), this::delete, "quiet");
        objection.setWrapText(true);
        Button save = Nodes.button(words.text("views.save"), this::take, "accent");
        Button cancel = Nodes.button(words.text("views.cancel"), model::cancel, "quiet");
        focusable = List.of(name, save, cancel, delete);
        HBox buttons = new HBox(save, cancel, Nodes.spacer(), delete);
        buttons.getStyleClass().add("dialog-buttons");
        Label hint = Nodes.label(words.text("views.hint"), "view-hint");
        hint.setWrapText(true);
        VBox card = new VBox(title, hint, name, objection, buttons);
        card.getStyleClass().addAll("keys-card", "view-card");
        card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        card.setOnMousePressed(javafx.event.Event::consume);
        getStyleClass().add("keys-overlay");
        getChildren().add(card);
        setAccessibleRole(AccessibleRole.DIALOG);
        setOnMousePressed(_ -> model.cancel());
        model.askingProperty().subscribe(this::show);
    }

    private void show(Optional<Asking> asking) {
        Nodes.show(this, asking.isPresent());
        asking.ifPresent(about -> {
            String said = words.text(about.renamed().isPresent() ? "views.rename" : "views.new");
            title.setText(said);
            setAccessibleText(said);
            name.setText(about.proposed());
            Nodes.show(delete, about.renamed().isPresent());
            focusFirst();
        });
    }

    public void focusFirst() {
        name.requestFocus();
        name.selectAll();
    }

    /// Takes a key while the dialog is open. Everything else is typed, or presses a button.
    ///
    /// @return whether it did something
    @SuppressWarnings("StatementSwitchToExpressionSwitch")
    public boolean key(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> model.cancel();
            case TAB ->
                Nodes.moveFocus(focusable.stream().filter(Node::isVisible).toList(), event.isShiftDown() ? -1 : 1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void take() {
        model.name(name.getText()).ifPresent(why -> {
            objection.setText(words.text("views.objection." + why.name().toLowerCase(Locale.ROOT), SavedView.MOST));
            Nodes.show(objection, true);
            name.requestFocus();
        });
    }

    private void delete() {
        model.askingProperty().get().flatMap(Asking::renamed).ifPresent(model::delete);
    }
}
