package dev.hivesync.desktop.center;

import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;

/// Keys and what they do, a line each.
final class KeyList extends GridPane {

    /// @param caps what stands on the keys; a message key where that differs from keyboard to keyboard
    /// @param text the message key of what it does
    record Key(List<String> caps, String text) {}

    static final List<Key> FIRST = List.of(
            new Key(List.of("J", "K"), "detail.key.move"),
            new Key(List.of("key.enter"), "detail.key.open"),
            new Key(List.of("A"), "detail.key.act"),
            new Key(List.of("E", "U"), "detail.key.read"),
            new Key(List.of("/"), "detail.key.search"),
            new Key(List.of("R"), "detail.key.refresh"));

    static final List<Key> REST = List.of(
            new Key(List.of("key.shift", "E"), "detail.key.all_read"),
            new Key(List.of("key.ctrl", "Z"), "detail.key.undo"),
            new Key(List.of("Esc"), "detail.key.back"),
            new Key(List.of("key.ctrl", ","), "detail.key.settings"),
            new Key(List.of("?"), "detail.key.keys"),
            new Key(List.of("key.ctrl", "Q"), "detail.key.quit"));

    /// Rows that are picked, put off and pinned, and saved views.
    static final List<Key> MANY = List.of(
            new Key(List.of("X", "key.space"), "detail.key.pick"),
            new Key(List.of("key.shift", "J", "K"), "detail.key.extend"),
            new Key(List.of("key.ctrl", "A"), "detail.key.pick_all"),
            new Key(List.of("S"), "detail.key.snooze"),
            new Key(List.of("P"), "detail.key.pin"),
            new Key(List.of("key.ctrl", "S"), "detail.key.save_view"),
            new Key(List.of("key.ctrl", "1–9"), "detail.key.open_view"),
            new Key(List.of("F2"), "detail.key.edit_view"),
            new Key(List.of("key.delete"), "detail.key.delete_view"),
            new Key(List.of("key.alt", "↑", "↓"), "detail.key.move_view"));

    static final List<Key> REVIEW = List.of(
            new Key(List.of("N", "P"), "review.key.change"),
            new Key(List.of("F7"), "review.key.change_too"),
            new Key(List.of("key.enter"), "review.key.unfold"),
            new Key(List.of("C"), "review.key.copy"),
            new Key(List.of("key.shift", "C"), "review.key.copy_file"),
            new Key(List.of("O"), "review.key.editor"),
            new Key(List.of("E"), "review.key.dismiss"),
            new Key(List.of("Esc"), "review.key.close"));

    KeyList(List<Key> keys, Words words) {
        getStyleClass().add("keys");
        for (Key key : keys) {
            HBox caps = new HBox();
            caps.getStyleClass().add("key-caps");
            for (String cap : key.caps()) {
                Label label = Nodes.label(cap.startsWith("key.") ? words.text(cap) : cap, "key-cap");
                label.setMinWidth(USE_PREF_SIZE);
                caps.getChildren().add(label);
            }
            addRow(getRowCount(), caps, Nodes.label(words.text(key.text()), "key-text"));
        }
    }
}
