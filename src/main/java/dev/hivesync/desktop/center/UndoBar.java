package dev.hivesync.desktop.center;

import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// What was done last, for as long as it can be taken back.
final class UndoBar extends HBox {

    private final Words words;
    private final Button undo;
    private final Label said = Nodes.label("", "undo-text");

    UndoBar(Deeds deeds, Words words) {
        this.words = words;
        undo = Nodes.button(words.text("undo.action"), deeds::undo, "small");
        undo.setAccessibleHelp(words.text("undo.help"));
        getStyleClass().add("undo-bar");
        setAccessibleRole(AccessibleRole.TEXT);
        said.setMinWidth(0);
        getChildren()
                .addAll(said, Nodes.spacer(), undo, Nodes.iconButton(Feather.X, words.text("undo.keep"), deeds::keep));
        deeds.undoProperty().subscribe(this::show);
    }

    private void show(Optional<Undo> last) {
        Nodes.show(this, last.isPresent());
        last.ifPresent(done -> {
            Nodes.show(undo, done.deed() != Undo.Deed.TOO_MANY_PINNED);
            String text = words.text("undo." + done.deed().name().toLowerCase(Locale.ROOT), done.count());
            said.setText(text);
            setAccessibleText(text);
        });
    }
}
