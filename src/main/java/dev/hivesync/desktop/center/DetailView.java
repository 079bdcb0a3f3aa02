package dev.hivesync.desktop.center;

import dev.hivesync.attention.Verdict;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Mood;
import dev.hivesync.desktop.look.MoodTile;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Wording.Field;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.desktop.work.Actions;
import dev.hivesync.inbox.Entry;
import dev.hivesync.wire.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// All about the selected thread: what happened when, what it carries, how it came here.
final class DetailView extends VBox {

    /// Less is not worth a word.
    private static final Duration PROMPT = Duration.ofSeconds(1);

    /// A plugin's name may have 128 characters.
    private static final int PLUGIN = 40;

    private final CenterViewModel model;
    private final Refusals refusals;
    private final SnoozeWords snoozes;
    private final Words words;
    private final Button back;
    private final DetailActions actions;

    DetailView(CenterModels models, Actions actions, Words words) {
        this.model = models.list();
        this.refusals = models.refusals();
        this.snoozes = new SnoozeWords(words);
        this.words = words;
        this.back = Nodes.iconButton(
                Feather.ARROW_LEFT,
                words.text("detail.back"),
                () -> model.detailOpenProperty().set(false));
        this.actions = new DetailActions(models, actions, words);
        getStyleClass().add("detail");
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(words.text("detail.name"));
        model.selectedProperty().subscribe(this::show);
        model.notesProperty().addListener(_ -> show(model.selectedProperty().get()));
    }

    /// Whether there is a list to go back to.
    void setBackVisible(boolean on) {
        Nodes.show(back, on);
    }

    private void show(Optional<ThreadRow> selected) {
        getChildren().setAll(selected.map(this::thread).orElseGet(() -> new KeysHint(words)));
    }

    private Node thread(ThreadRow thread) {
        VBox body = new VBox(header(thread), messages(thread));
        body.getChildren().addAll(section("detail.timeline"), new Timeline(thread, words));
        body.getChildren().addAll(section("detail.payload"), fields(payload(thread)));
        body.getChildren().addAll(section("detail.journey"), fields(journey(thread.latest())));
        body.getStyleClass().add("detail-body");
        ScrollPane scroll = Nodes.scroll(body);
        scroll.getStyleClass().add("detail-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        return scroll;
    }

    private Node header(ThreadRow thread) {
        Notification notification = thread.notification();
        MoodTile tile = new MoodTile();
        tile.getStyleClass().add("large");
        tile.show(Icons.of(notification), mood(thread));
        Label title = Nodes.heading(words.wording().title(notification), "detail-title");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        HBox under = new HBox();
        under.getStyleClass().add("detail-under");
        String project = model.projectName(thread.notification().projectId());
        if (!project.isEmpty()) {
            under.getChildren().add(Nodes.label(project, "detail-project"));
        }
        snoozes.of(thread).ifPresent(text -> under.getChildren().add(Nodes.label(text, "tag", "snoozed")));
        if (thread.demo()) {
            under.getChildren().add(Nodes.label(words.text("list.demo"), "tag"));
        }
        VBox text = new VBox(title, under);
        text.getStyleClass().add("detail-heading");
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox top = new HBox(back, tile, text, actions.handling(thread));
        top.getStyleClass().add("detail-top");
        VBox header = new VBox(top, actions.showing(thread));
        header.getStyleClass().add("detail-header");
        return header;
    }

    /// What could not be sent, what it says, and whether that was made good meanwhile.
    private Node messages(ThreadRow thread) {
        VBox messages = new VBox();
        messages.getStyleClass().add("messages");
        Refusals.reason(thread)
                .ifPresent(reason -> messages.getChildren().add(new RefusedView(thread, reason, refusals, words)));
        words.wording()
                .message(thread.notification())
                .ifPresent(text -> messages.getChildren().add(message(text, mood(thread))));
        model.notesProperty()
                .get()
                .recovered()
                .ifPresent(lasted -> messages.getChildren()
                        .add(message(
                                words.text("detail.recovered", words.moments().span(lasted)), Mood.SUCCESS)));
        Nodes.show(messages, !messages.getChildren().isEmpty());
        return messages;
    }

    /// A failure that was made good is none any more.
    private Mood mood(ThreadRow thread) {
        Mood mood = Mood.of(thread.notification());
        boolean recovered = model.notesProperty().get().recovered().isPresent();
        return recovered && mood == Mood.FAILURE ? Mood.NEUTRAL : mood;
    }

    private static Node message(String text, Mood mood) {
        Label label = Nodes.label(text, "message-text");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        HBox box = new HBox(label);
        box.getStyleClass().addAll("message-box", mood.styleClass());
        return box;
    }

    private Label section(String key) {
        return Nodes.heading(words.text(key), "section");
    }

    private List<Field> payload(ThreadRow thread) {
        List<Field> fields = new ArrayList<>();
        String project = model.projectName(thread.notification().projectId());
        if (!project.isEmpty()) {
            fields.add(new Field(words.text("field.project"), project, false));
        }
        fields.addAll(words.wording().fields(thread.notification()));
        return fields;
    }

    private List<Field> journey(Entry entry) {
        Notification notification = entry.notification();
        Duration late = Duration.between(notification.createdAt(), entry.arrivedAt());
        String arrived = late.compareTo(PROMPT) < 0
                ? words.moments().full(entry.arrivedAt())
                : words.text(
                        "detail.arrived.after",
                        words.moments().full(entry.arrivedAt()),
                        words.moments().span(late));
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(words.text("detail.created"), words.moments().full(notification.createdAt()), false));
        fields.add(new Field(words.text("detail.arrived"), arrived, false));
        model.notesProperty()
                .get()
                .verdict()
                .ifPresent(verdict -> fields.add(new Field(words.text("detail.toast"), fate(verdict), false)));
        fields.add(new Field(words.text("detail.read"), readFact(entry), false));
        return fields;
    }

    /// With the day where that is another.
    private String fate(Verdict verdict) {
        String key = "fate." + verdict.fate().name().toLowerCase(Locale.ROOT);
        String at = words.moments().past(verdict.at(), words.now().get());
        String plugin = verdict.plugin();
        return plugin == null ? words.text(key, at) : words.text(key + ".named", at, Clean.brief(plugin, PLUGIN));
    }

    private String readFact(Entry entry) {
        if (!entry.read()) {
            return words.text("detail.read.not");
        }
        Instant at = entry.notification().readAt();
        return at == null ? words.text("detail.read.pending") : words.moments().full(at);
    }

    private static Node fields(List<Field> fields) {
        VBox box = new VBox();
        box.getStyleClass().add("fields");
        for (Field field : fields) {
            Label name = Nodes.label(field.label(), "field-name");
            name.setMinWidth(Region.USE_PREF_SIZE);
            Label value = Nodes.label(field.value(), field.code() ? "field-code" : "field-value");
            value.setWrapText(true);
            value.setMinHeight(Region.USE_PREF_SIZE);
            HBox.setHgrow(value, Priority.ALWAYS);
            HBox line = new HBox(name, value);
            line.getStyleClass().add("field-line");
            box.getChildren().add(line);
        }
        return box;
    }
}
