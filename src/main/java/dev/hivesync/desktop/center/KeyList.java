package dev.hivesync.desktop.center;

import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import java.util.List;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Keys and what they do, a line each.
final class KeyList extends VBox {

    /// @param text the message key of what it does
    record Key(List<String> caps, String text) {}

    static final List<Key> FIRST = List.of(
            new Key(List.of("J", "K"), "detail.key.move"),
            new Key(List.of("Enter"), "detail.key.open"),
            new Key(List.of("A"), "detail.key.act"),
            new Key(List.of("E", "U"), "detail.key.read"),
            new Key(List.of("/"), "detail.key.search"),
            new Key(List.of("R"), "detail.key.refresh"));

    static final List<Key> REST = List.of(
            new Key(List.of("Shift", "E"), "detail.key.all_read"),
            new Key(List.of("Ctrl", "Z"), "detail.key.undo"),
            new Key(List.of("Esc"), "detail.key.back"),
            new Key(List.of("Ctrl", ","), "detail.key.settings"),
            new Key(List.of("?"), "detail.key.keys"),
            new Key(List.of("Ctrl", "Q"), "detail.key.quit"));

    /// Rows that are picked, put off and pinned, and saved views.
    static final List<Key> MANY = List.of(
            new Key(List.of("X", "Space"), "detail.key.pick"),
            new Key(List.of("Shift", "J", "K"), "detail.key.extend"),
            new Key(List.of("Ctrl", "A"), "detail.key.pick_all"),
            new Key(List.of("S"), "detail.key.snooze"),
            new Key(List.of("P"), "detail.key.pin"),
            new Key(List.of("Ctrl", "S"), "detail.key.save_view"),
            new Key(List.of("Ctrl", "1–9"), "detail.key.open_view"),
            new Key(List.of("F2"), "detail.key.edit_view"),
            new Key(List.of("Delete"), "detail.key.delete_view"),
            new Key(List.of("Alt", "↑", "↓"), "detail.key.move_view"));

    static final List<Key> REVIEW = List.of(
            new Key(List.of("N", "P"), "review.key.change"),
            new Key(List.of("F7"), "review.key.change_too"),
            new Key(List.of("Enter"), "review.key.unfold"),
            new Key(List.of("C"), "review.key.copy"),
            new Key(List.of("Shift", "C"), "review.key.copy_file"),
            new Key(List.of("O"), "review.key.editor"),
            new Key(List.of("E"), "review.key.dismiss"),
            new Key(List.of("Esc"), "review.key.close"));

    KeyList(List<Key> keys, Words words) {
        getStyleClass().add("keys");
        for (Key key : keys) {
            HBox caps = new HBox();
            caps.getStyleClass().add("key-caps");
            key.caps().forEach(cap -> caps.getChildren().add(Nodes.label(cap, "key-cap")));
            HBox line = new HBox(caps, Nodes.label(words.text(key.text()), "key-text"));
            line.getStyleClass().add("key-line");
            getChildren().add(line);
        }
    }
}
