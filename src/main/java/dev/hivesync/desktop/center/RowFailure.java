package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Gated;
import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.work.WorkViewModel;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What the user asked of a row and did not get, in a sentence, with the way to ask again.
final class RowFailure extends HBox {

    /// @param work whether it was work that was asked for, and not a mark
    private record Shown(ThreadRow thread, boolean work) {}

    private final Refusals refusals;
    private final WorkViewModel work;
    private final Words words;
    private final Label text = Nodes.label("", "row-failure-text");
    private final Gated retry;
    private final Button giveUp;
    private Optional<Shown> shown = Optional.empty();

    RowFailure(Refusals refusals, WorkViewModel work, Words words) {
        this.refusals = refusals;
        this.work = work;
        this.words = words;
        retry = new Gated(Nodes.button(words.text("detail.refused.retry"), this::again, "small"));
        giveUp = Nodes.button(
                words.text("detail.refused.give_up"),
                () -> shown.ifPresent(one -> refusals.giveUp(one.thread())),
                "small",
                "quiet");
        retry.button().setFocusTraversable(false);
        giveUp.setFocusTraversable(false);
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        HBox ways = new HBox(retry, giveUp);
        ways.getStyleClass().add("row-failure-ways");
        VBox said = new VBox(text, ways);
        said.getStyleClass().add("row-failure-said");
        HBox.setHgrow(said, Priority.ALWAYS);
        getStyleClass().add("row-failure");
        getChildren().addAll(Icons.of(Feather.ALERT_TRIANGLE), said);
    }

    /// @param failed why work that was asked for did not begin
    /// @return the sentence; empty where nothing failed
    String show(ThreadRow thread, Optional<Standing> failed) {
        Optional<String> refused = Refusals.reason(thread);
        String sentence = failed.map(Standing::text)
                .orElseGet(() -> refused.map(reason -> words.text("detail.refused", Clean.line(reason)))
                        .orElse(""));
        shown = sentence.isEmpty() ? Optional.empty() : Optional.of(new Shown(thread, failed.isPresent()));
        text.setText(sentence);
        Nodes.show(giveUp, failed.isEmpty());
        retry.block(failed.isPresent() ? work.obstacle(thread).map(words::text) : Optional.empty());
        Nodes.show(this, !sentence.isEmpty());
        return sentence;
    }

    /// Asks again for what failed.
    void again() {
        shown.ifPresent(one -> {
            if (one.work()) {
                work.again(one.thread());
            } else {
                refusals.retry(one.thread());
            }
        });
    }
}
