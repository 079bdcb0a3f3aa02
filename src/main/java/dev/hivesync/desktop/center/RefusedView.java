package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Says that the server refused a mark, and offers the two ways on.
final class RefusedView extends VBox {

    /// @param reason status and code
    RefusedView(ThreadRow thread, String reason, Refusals refusals, Words words) {
        getStyleClass().addAll("message-box", "refused");
        HBox ways = new HBox(
                Nodes.button(words.text("detail.refused.retry"), () -> refusals.retry(thread), "small"),
                Nodes.button(words.text("detail.refused.give_up"), () -> refusals.giveUp(thread), "small", "quiet"));
        ways.getStyleClass().add("refused-ways");
        getChildren().addAll(Nodes.wrapped(words.text("detail.refused", Clean.line(reason)), "message-text"), ways);
    }
}
