package dev.hivesync.inbox;

import dev.hivesync.inbox.Step.Change;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes in the order in which they happen; neighbours of one kind become one.
final class Story {

    private final List<Change> changes = new ArrayList<>();
    private final List<String> run = new ArrayList<>();
    private @Nullable Mark running;

    void arrived(Entry entry) {
        endRun();
        changes.add(new Change.Arrived(entry));
    }

    void became(Mark mark, String id) {
        if (running != mark) {
            endRun();
            running = mark;
        }
        run.add(id);
    }

    void putOff(List<String> threads) {
        endRun();
        changes.add(new Change.PutOff(threads));
    }

    void cameBack(List<String> threads) {
        endRun();
        changes.add(new Change.CameBack(threads));
    }

    void forgotten(List<String> ids) {
        endRun();
        changes.add(new Change.Forgotten(ids));
    }

    private void endRun() {
        if (running != null) {
            changes.add(
                    switch (running) {
                        case READ -> new Change.BecameRead(run);
                        case UNREAD -> new Change.BecameUnread(run);
                    });
            run.clear();
            running = null;
        }
    }

    List<Change> changes() {
        endRun();
        return changes;
    }
}
