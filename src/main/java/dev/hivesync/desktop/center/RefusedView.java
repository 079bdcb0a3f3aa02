package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Says that the server refused a mark, and offers the two ways on.
final class RefusedView extends HBox {

    /// @param reason status and code
    RefusedView(ThreadRow thread, String reason, Refusals refusals, Words words) {
        getStyleClass().addAll("message-box", "refused");
        Label text = Nodes.label(words.text("detail.refused", Clean.line(reason)), "message-text");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        Button retry = Nodes.button(words.text("detail.refused.retry"), () -> refusals.retry(thread));
        Button giveUp = Nodes.button(words.text("detail.refused.give_up"), () -> refusals.giveUp(thread), "quiet");
        getChildren().addAll(text, retry, giveUp);
    }
}
