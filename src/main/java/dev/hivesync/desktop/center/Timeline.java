package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Mood;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Spinner;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.inbox.Entry;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A thread's events from the first to the latest, on a line.
final class Timeline extends VBox {

    /// More than this and the earlier ones are left out; no honest thread is as long.
    private static final int MOST = 20;

    Timeline(ThreadRow thread, Words words) {
        getStyleClass().add("timeline");
        List<Entry> entries = thread.entries()
                .subList(
                        Math.max(0, thread.entries().size() - MOST),
                        thread.entries().size());
        for (Entry entry : entries) {
            boolean last = entry.equals(entries.getLast());
            getChildren()
                    .add(step(entry, last, last && thread.running(words.now().get()), words));
        }
    }

    private static Node step(Entry entry, boolean last, boolean running, Words words) {
        Region dot = new Region();
        dot.getStyleClass().addAll("timeline-dot", Mood.of(entry.notification()).styleClass());
        Region below = new Region();
        below.getStyleClass().add("timeline-line");
        below.setVisible(!last);
        VBox.setVgrow(below, Priority.ALWAYS);
        VBox rail = new VBox(running ? new StackPane(new Spinner(5)) : dot, below);
        rail.getStyleClass().add("timeline-rail");
        Label name = Nodes.label(words.wording().step(entry.notification()), last ? "timeline-now" : "timeline-step");
        Label time = Nodes.label(words.moments().clock(entry.notification().createdAt()), "timeline-time");
        time.setMinWidth(USE_PREF_SIZE);
        HBox line = new HBox(rail, name, Nodes.spacer(), time);
        line.getStyleClass().add("timeline-event");
        line.setFillHeight(true);
        return line;
    }
}
