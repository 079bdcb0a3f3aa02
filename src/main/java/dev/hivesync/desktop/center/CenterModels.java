package dev.hivesync.desktop.center;

import dev.hivesync.attention.Preferences;
import dev.hivesync.desktop.board.Board;
import dev.hivesync.inbox.Fact;
import java.util.function.Consumer;

/// The view models of the notification center.
public record CenterModels(
        CenterViewModel list,
        Deeds deeds,
        SnoozeViewModel snooze,
        ViewsViewModel views,
        Refusals refusals,
        PanesViewModel panes) {

    public static CenterModels of(CenterViewModel list, Deeds deeds, Consumer<Fact> intents, Preferences preferences) {
        return new CenterModels(
                list,
                deeds,
                new SnoozeViewModel(deeds),
                new ViewsViewModel(preferences, list.narrowing()),
                new Refusals(intents),
                new PanesViewModel(preferences));
    }

    public void apply(Board board) {
        list.apply(board);
        views.apply(board);
        if (deeds.belong(board.state().account())) {
            snooze.close();
        }
    }
}
