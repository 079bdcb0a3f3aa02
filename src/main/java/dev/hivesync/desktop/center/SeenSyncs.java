package dev.hivesync.desktop.center;

import dev.hivesync.attention.ClearRule;
import dev.hivesync.attention.InView;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Step.Change;
import dev.hivesync.wire.NotificationType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Marks syncs that went well as read once they have been looked at for long enough. Each is asked for once, and
/// never after the user marked it unread.
public final class SeenSyncs {

    private final Consumer<Fact> intents;
    private final Set<String> spared = new HashSet<>();
    private InView seen = InView.NOTHING;

    public SeenSyncs(Consumer<Fact> intents) {
        this.intents = intents;
    }

    public void heard(List<Change> changes) {
        for (Change change : changes) {
            switch (change) {
                case Change.BecameUnread(var ids) -> spared.addAll(ids);
                case Change.Forgotten(var ids) -> ids.forEach(spared::remove);
                case Change.Arrived _, Change.BecameRead _, Change.PutOff _, Change.CameBack _ -> {}
            }
        }
    }

    /// @param threads what is in view at `now`
    public void look(Collection<ThreadRow> threads, Settings settings, Instant now) {
        Set<String> ids = !settings.clearing().contains(ClearRule.SYNC_SEEN)
                ? Set.of()
                : threads.stream()
                        .filter(thread ->
                                thread.notification().type().equals(NotificationType.REPO_SYNC_SUCCESS.wireName()))
                        .flatMap(thread -> thread.unreadIds().stream())
                        .filter(id -> !spared.contains(id))
                        .collect(Collectors.toSet());
        seen = seen.seeing(ids, now);
        Set<String> enough = seen.longEnough(now);
        if (!enough.isEmpty()) {
            spared.addAll(enough);
            intents.accept(new Fact.Read(enough));
        }
    }
}
