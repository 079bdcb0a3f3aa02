package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.Scope;
import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Spinner;
import dev.hivesync.desktop.look.Words;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What stands in the list's place when there is no list, with the next step.
final class BlankView extends StackPane {

    private final CenterViewModel model;
    private final Words words;
    private final Runnable refresh;

    BlankView(CenterViewModel model, Words words, Runnable refresh) {
        this.model = model;
        this.words = words;
        this.refresh = refresh;
        getStyleClass().add("blank");
        model.phaseProperty().subscribe(this::show);
    }

    private void show(Phase phase) {
        getChildren()
                .setAll(
                        switch (phase) {
                            case LIST, SIGNED_OUT -> new Region();
                            case LOADING -> card(phase, new Spinner(14));
                            case EMPTY -> card(phase, icon(Feather.INBOX), button(phase, refresh));
                            case ALL_READ ->
                                card(
                                        phase,
                                        icon(Feather.CHECK),
                                        button(phase, () -> model.narrowing().show(new Scope.All())));
                            case NOTHING_SNOOZED ->
                                card(
                                        phase,
                                        icon(Feather.CLOCK),
                                        button(phase, () -> model.narrowing().show(new Scope.All())));
                            case NO_MATCH -> card(phase, icon(Feather.SEARCH), button(phase, model.narrowing()::widen));
                            case NO_MATCH_YET -> card(phase, new Spinner(14), button(phase, model.narrowing()::widen));
                            case OFFLINE_EMPTY -> card(phase, icon(Feather.CLOUD_OFF), button(phase, refresh));
                        });
    }

    private static Node icon(Feather icon) {
        StackPane tile = new StackPane(Icons.of(icon));
        tile.getStyleClass().add("blank-icon");
        return tile;
    }

    private Node button(Phase phase, Runnable action) {
        return Nodes.button(words.text(key(phase) + ".action"), action);
    }

    private VBox card(Phase phase, Node icon, Node... actions) {
        Label text = Nodes.label(words.text(key(phase) + ".text"), "blank-text");
        text.setWrapText(true);
        VBox card = new VBox(icon, Nodes.heading(words.text(key(phase) + ".title"), "blank-title"), text);
        card.getChildren().addAll(actions);
        card.getStyleClass().add("blank-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return card;
    }

    private static String key(Phase phase) {
        return "empty." + phase.name().toLowerCase(Locale.ROOT);
    }
}
