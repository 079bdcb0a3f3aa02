package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.MainAction;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Gated;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.work.Actions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// What can be done about a row without opening it, in the place of its time.
final class RowActions extends HBox {

    private final Actions actions;
    private final Words words;
    private final Gated main;
    private final Button markRead;
    private Optional<ThreadRow> thread = Optional.empty();

    RowActions(Actions actions, Words words, Consumer<ThreadRow> markRead, SnoozeViewModel snooze) {
        this.actions = actions;
        this.words = words;
        main = new Gated(Nodes.button("", () -> thread.ifPresent(actions::perform), "small"));
        main.button().setFocusTraversable(false);
        this.markRead = Nodes.iconButton(Feather.CHECK, words.text("list.mark_read"), () -> thread.ifPresent(markRead));
        this.markRead.setFocusTraversable(false);
        getStyleClass().add("row-actions");
        Button later = Nodes.iconButton(
                Feather.CLOCK, words.text("list.snooze"), () -> thread.ifPresent(row -> snooze.ask(List.of(row))));
        later.setFocusTraversable(false);
        getChildren().addAll(main, later, this.markRead);
        setMinWidth(USE_PREF_SIZE);
    }

    void show(ThreadRow next, boolean unread) {
        thread = Optional.of(next);
        Nodes.show(markRead, unread);
        MainAction action = actions.main(next);
        main.button().setText(words.text(action.key()));
        main.block(action == MainAction.RETRY ? actions.work().obstacle(next).map(words::text) : Optional.empty());
    }
}
