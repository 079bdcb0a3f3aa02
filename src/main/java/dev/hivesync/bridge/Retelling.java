package dev.hivesync.bridge;

import dev.hivesync.inbox.Step;
import dev.hivesync.inbox.Step.Change.Arrived;
import dev.hivesync.inbox.Step.Change.BecameRead;
import dev.hivesync.inbox.Step.Change.BecameUnread;
import dev.hivesync.inbox.Step.Change.CameBack;
import dev.hivesync.inbox.Step.Change.Forgotten;
import dev.hivesync.inbox.Step.Change.PutOff;
import dev.hivesync.wire.BridgeFrame.Event;
import dev.hivesync.wire.BridgeFrame.Kind;
import dev.hivesync.wire.BridgeFrame.Push;
import dev.hivesync.wire.BridgeFrame.Read;
import dev.hivesync.wire.Notification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What of the inbox's steps concerns plugins. Pure.
final class Retelling {

    /// Ids of one `read` event: about 20 KB.
    private static final int IDS_PER_EVENT = 500;

    private static final Map<String, Kind> KINDS = Arrays.stream(Kind.values())
            .collect(Collectors.toUnmodifiableMap(kind -> kind.source().wireName(), Function.identity()));

    private Retelling() {}

    static List<Event> of(Step step) {
        List<Event> events = new ArrayList<>();
        for (Step.Change change : step.changes()) {
            switch (change) {
                case Arrived(var entry) when entry.read() -> {}
                case Arrived(var entry) -> arrived(events, entry.notification());
                case BecameRead(var ids) -> read(events, ids);
                case BecameUnread _, Forgotten _, PutOff _, CameBack _ -> {}
            }
        }
        return events;
    }

    private static void arrived(List<Event> events, Notification notification) {
        Kind kind = KINDS.get(notification.type());
        if (kind != null) {
            events.add(new Push(kind, notification.notificationId(), notification.payload()));
        }
    }

    private static void read(List<Event> events, List<String> ids) {
        for (int from = 0; from < ids.size(); from += IDS_PER_EVENT) {
            events.add(new Read(ids.subList(from, Math.min(ids.size(), from + IDS_PER_EVENT))));
        }
    }
}
