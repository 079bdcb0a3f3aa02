package dev.hivesync.desktop.sidebar;

import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.inbox.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// "Live", "Every 45 s", "Offline, retrying in 87 s" or "Signed out", with a dot in its colour.
final class ConnectionLine extends HBox {

    private final ReadOnlyObjectProperty<Link> link;
    private final Words words;
    private final Region dot = new Region();
    private final Label text = Nodes.wrapped("", "connection-text");

    ConnectionLine(ReadOnlyObjectProperty<Link> link, Words words) {
        this.link = link;
        this.words = words;
        getStyleClass().add("connection");
        setAlignment(Pos.CENTER_LEFT);
        dot.getStyleClass().add("connection-dot");
        getChildren().addAll(dot, text);
        link.subscribe(_ -> show());
        words.now().subscribe(_ -> show());
    }

    private void show() {
        Link now = link.get();
        text.setText(sentence(now));
        for (var state : dev.hivesync.wire.Connection.values()) {
            PseudoClass mark = PseudoClass.getPseudoClass(
                    state.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            dot.pseudoClassStateChanged(mark, state == now.connection() && !now.connecting());
        }
    }

    private String sentence(Link now) {
        return switch (now.connection()) {
            case LIVE -> words.text("connection.live");
            case POLLING -> words.text("connection.polling", now.intervalSeconds());
            case OFFLINE -> {
                Instant next = now.nextPollAt();
                yield next == null
                        ? words.text("connection.offline")
                        : words.text("connection.retrying", secondsUntil(next));
            }
            case SIGNED_OUT -> words.text("connection.signed_out");
        };
    }

    private long secondsUntil(Instant next) {
        return Math.max(0, Duration.between(words.now().get(), next).toSeconds());
    }
}
