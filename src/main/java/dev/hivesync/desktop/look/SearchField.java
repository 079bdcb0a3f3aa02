package dev.hivesync.desktop.look;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Where words to search for are typed, with a way to clear them.
public final class SearchField extends CustomTextField {

    /// @param name the key of what it is called
    /// @param query what is typed, and what the clearing empties
    public SearchField(Words words, String name, StringProperty query) {
        // AtlantaFX gives this class the skin of its own control of the same name.
        getStyleClass().remove("custom-text-field");
        getStyleClass().add("search");
        setPromptText(words.text(name));
        setAccessibleText(words.text(name));
        setLeft(Icons.of(Feather.SEARCH));
        Button clear = Nodes.iconButton(Feather.X, words.text("list.search.clear"), () -> query.set(""));
        textProperty().subscribe(text -> setRight(text.isEmpty() ? null : clear));
        textProperty().bindBidirectional(query);
    }

    /// None: ControlsFX's is of a style class that this field does not have, and is parsed at each start.
    @Override
    public @Nullable String getUserAgentStylesheet() {
        return null;
    }

    /// Takes the focus, with what is typed selected.
    public void take() {
        requestFocus();
        selectAll();
    }
}
