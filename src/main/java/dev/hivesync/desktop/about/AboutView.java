package dev.hivesync.desktop.about;

import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Version, runtime and licences, over the window until it is closed.
public final class AboutView extends StackPane {

    /// Room for a dozen licences; above and below it, a strip of the window stays.
    private static final double HIGHEST = 600;

    private static final double MARGIN = 60;

    private final AboutViewModel model;
    private final Words words;
    private final Label update = Nodes.label("", "about-text");
    private final Button newer;
    private final Button copy;
    private final Button close;
    private final ScrollPane licences = Nodes.scroll(new VBox());
    private final VBox card = new VBox();

    public AboutView(AboutViewModel model, Words words) {
        this.model = model;
        this.words = words;
        newer = Nodes.button(words.text("update.open"), model::openNewer, "small");
        copy = Nodes.button(words.text("about.copy"), model::copy, "accent");
        close = Nodes.button(words.text("about.close"), this::close, "quiet");
        // Whoever has no mouse scrolls it with the arrows.
        licences.setFocusTraversable(true);
        licences.setAccessibleRole(AccessibleRole.SCROLL_PANE);
        licences.setAccessibleText(words.text("about.licences"));
        VBox.setVgrow(licences, Priority.ALWAYS);
        update.setWrapText(true);
        HBox line = new HBox(update, newer);
        line.getStyleClass().add("dialog-buttons");
        HBox buttons = new HBox(copy, close);
        buttons.getStyleClass().add("dialog-buttons");
        card.getStyleClass().addAll("keys-card", "view-card", "about-card");
        card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        card.prefHeightProperty()
                .bind(heightProperty().subtract(MARGIN).map(room -> Math.min(HIGHEST, room.doubleValue())));
        card.setOnMousePressed(Event::consume);
        getStyleClass().add("keys-overlay");
        getChildren().add(card);
        setAccessibleRole(AccessibleRole.DIALOG);
        setAccessibleText(words.text("about.name"));
        setOnMousePressed(_ -> close());
        model.newerProperty().subscribe(_ -> showUpdate());
        model.openProperty().subscribe(open -> {
            if (open) {
                fill(line, buttons);
                showUpdate();
            }
            Nodes.show(this, open);
            if (open) {
                copy.requestFocus();
            }
        });
    }

    /// Only now: no start of the window waits for a list of licences.
    private void fill(Node line, Node buttons) {
        About about = model.about();
        card.getChildren().setAll(Nodes.heading(words.text("about.title", about.version()), "blank-title"));
        facts(about).forEach(fact -> card.getChildren().add(Nodes.label(fact, "about-text")));
        card.getChildren()
                .addAll(line, Nodes.heading(words.text("about.licences"), "settings-section"), licences, buttons);
        licences.setContent(libraries(about.libraries()));
    }

    private static Stream<String> facts(About about) {
        return Stream.of("Java " + about.java(), "JavaFX " + about.javafx(), about.system());
    }

    private void showUpdate() {
        Optional<String> version = model.newerProperty().get();
        Nodes.show(newer, version.isPresent());
        update.setText(version.map(number -> words.text("update.available", number))
                .orElseGet(() ->
                        words.text("about.looking." + model.looking().name().toLowerCase(Locale.ROOT))));
    }

    private VBox libraries(List<About.Library> libraries) {
        VBox list = new VBox();
        list.getStyleClass().add("about-libraries");
        for (About.Library library : libraries) {
            Label name = Nodes.label((library.name() + " " + library.version()).strip(), "about-library");
            name.setWrapText(true);
            name.setMinHeight(USE_PREF_SIZE);
            Label licence = Nodes.label(library.licence(), "about-licence");
            licence.setWrapText(true);
            licence.setMinHeight(USE_PREF_SIZE);
            list.getChildren().add(new VBox(name, licence));
        }
        if (libraries.isEmpty()) {
            list.getChildren().add(Nodes.label(words.text("about.licences.none"), "about-licence"));
        }
        return list;
    }

    /// Takes a key while the card is open; the focus stays in it. What is left presses a button or scrolls.
    ///
    /// @return whether it did something
    @SuppressWarnings("StatementSwitchToExpressionSwitch")
    public boolean key(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> close();
            case TAB -> Nodes.moveFocus(focusable(), event.isShiftDown() ? -1 : 1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private List<Node> focusable() {
        return Stream.<Node>of(newer, licences, copy, close)
                .filter(Node::isManaged)
                .toList();
    }

    private void close() {
        model.openProperty().set(false);
    }
}
