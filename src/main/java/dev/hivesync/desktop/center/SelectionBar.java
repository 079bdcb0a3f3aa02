package dev.hivesync.desktop.center;

import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.wire.Notification;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// How many rows are picked, and what can be done with them.
final class SelectionBar extends HBox {

    private final CenterViewModel model;
    private final Deeds deeds;
    private final Words words;
    private final Label count = Nodes.label("", "selection-count");
    private final Button pin;
    private final Button muteProject;
    private final Button muteType;

    SelectionBar(CenterViewModel model, Deeds deeds, SnoozeViewModel snooze, Words words) {
        this.model = model;
        this.deeds = deeds;
        this.words = words;
        Picks picks = model.picks();
        getStyleClass().add("selection-bar");
        setAccessibleRole(AccessibleRole.TOOL_BAR);
        setAccessibleText(words.text("selection.name"));
        pin = button(Feather.BOOKMARK, "selection.pin", () -> deeds.pin(picks.threads()));
        muteProject = button(Feather.VOLUME_X, "selection.mute_project", this::muteProject);
        muteType = button(Feather.BELL_OFF, "selection.mute_type", this::muteType);
        count.setMinWidth(0);
        getChildren()
                .addAll(
                        count,
                        Nodes.spacer(),
                        button(Feather.CHECK, "selection.read", () -> deeds.read(picks.threads())),
                        button(Feather.MAIL, "selection.unread", () -> deeds.unread(picks.threads())),
                        button(Feather.CLOCK, "selection.snooze", () -> snooze.ask(picks.threads())),
                        pin,
                        muteProject,
                        muteType,
                        button(Feather.X, "selection.clear", picks::clear));
        picks.changeProperty().subscribe(_ -> show());
    }

    private Button button(Feather icon, String key, Runnable action) {
        return Nodes.iconButton(icon, words.text(key), action);
    }

    private void show() {
        int picked = model.picks().countProperty().get();
        Nodes.show(this, picked > 0);
        if (picked == 0) {
            return;
        }
        List<ThreadRow> threads = model.picks().threads();
        count.setText(words.text("selection.count", picked));
        boolean unpin = threads.stream().allMatch(ThreadRow::pinned);
        name(pin, words.text(unpin ? "selection.unpin" : "selection.pin"));
        pin.setDisable(
                !unpin && threads.stream().filter(thread -> !thread.pinned()).count() > Deeds.MOST_PINNED);
        Optional<String> project = only(threads, ThreadRow::projectId);
        Nodes.show(muteProject, project.isPresent());
        project.ifPresent(id -> name(muteProject, words.text("selection.mute_project", model.projectName(id))));
        Optional<Notification> type = type(threads);
        Nodes.show(muteType, type.isPresent());
        type.ifPresent(of ->
                name(muteType, words.text("selection.mute_type", words.wording().step(of))));
    }

    private static void name(Button button, String name) {
        button.setAccessibleText(name);
        button.getTooltip().setText(name);
    }

    private static Optional<Notification> type(List<ThreadRow> threads) {
        return only(threads, thread -> Optional.of(thread.notification().type()))
                .map(_ -> threads.getFirst().notification());
    }

    /// What all of them have in common.
    private static Optional<String> only(List<ThreadRow> threads, Function<ThreadRow, Optional<String>> of) {
        Set<Optional<String>> different = threads.stream().map(of).collect(Collectors.toSet());
        return different.size() == 1 ? different.iterator().next() : Optional.empty();
    }

    private void muteProject() {
        List<ThreadRow> threads = model.picks().threads();
        only(threads, ThreadRow::projectId).ifPresent(id -> deeds.muteProject(id, threads.size()));
    }

    private void muteType() {
        List<ThreadRow> threads = model.picks().threads();
        type(threads).ifPresent(of -> deeds.muteType(of, threads.size()));
    }

    /// The buttons that can be used, in order.
    List<Node> buttons() {
        return getChildren().stream()
                .filter(node -> node instanceof Button && node.isManaged() && !node.isDisabled())
                .toList();
    }
}
