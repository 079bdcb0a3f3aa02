package dev.hivesync.desktop.sidebar;

import dev.hivesync.attention.Quiet;
import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The sidebar's foot: plugins, do not disturb, settings.
final class FootView extends VBox {

    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");

    private final Words words;
    private final Button moon;
    private final Label until = Nodes.wrapped("", "quiet-text");
    private final HBox strip;

    FootView(SidebarViewModel model, QuietViewModel quiet, Words words, BooleanProperty settings, Runnable list) {
        this.words = words;
        Button plugins = Nodes.button("", list, "quiet", "sidebar-plugins");
        plugins.setAlignment(Pos.CENTER_LEFT);
        plugins.setAccessibleHelp(words.text("plugins.open"));
        plugins.setWrapText(true);
        plugins.setGraphic(Icons.of(Feather.LINK));
        plugins.setMinWidth(0);
        HBox.setHgrow(plugins, Priority.ALWAYS);
        plugins.setMaxWidth(Double.MAX_VALUE);
        model.pluginsProperty().subscribe(count -> plugins.setText(words.text("sidebar.plugins", count)));
        moon = Nodes.iconButton(
                Feather.MOON,
                words.text("quiet.name"),
                () -> quiet.menuOpenProperty().set(true));
        moon.getStyleClass().add("quiet-button");
        Button gear = Nodes.iconButton(
                Feather.SETTINGS, words.text("settings.open.tip"), () -> settings.set(!settings.get()));
        settings.subscribe(on -> gear.pseudoClassStateChanged(ON, on));
        HBox line = new HBox(plugins, moon, gear);
        line.getStyleClass().add("sidebar-line");
        VBox foot = new VBox(account(model), line);
        foot.setMinHeight(USE_PREF_SIZE);
        foot.getStyleClass().add("sidebar-foot");
        FlowPane text = new FlowPane(until, Nodes.button(words.text("quiet.resume"), quiet::resume, "small"));
        text.getStyleClass().add("quiet-line");
        HBox.setHgrow(text, Priority.ALWAYS);
        strip = new HBox(Icons.of(Feather.MOON), text);
        strip.setMinHeight(USE_PREF_SIZE);
        strip.getStyleClass().add("quiet-strip");
        getChildren().addAll(strip, foot);
        quiet.quietProperty().subscribe(this::show);
        quiet.menuOpenProperty().subscribe((was, is) -> {
            if (was && !is) {
                moon.requestFocus();
            }
        });
    }

    private HBox account(SidebarViewModel model) {
        Label email = Nodes.label("", "sidebar-foot-text");
        email.setGraphic(Icons.of(Feather.USER));
        Button signOut = Nodes.iconButton(Feather.LOG_OUT, words.text("sidebar.sign_out"), model::signOut);
        signOut.getStyleClass().add("sign-out");
        HBox line = new HBox(email, Nodes.spacer(), signOut);
        line.getStyleClass().add("sidebar-account");
        model.accountProperty().subscribe(who -> {
            email.setText(who.orElse(""));
            Nodes.show(line, who.isPresent());
        });
        return line;
    }

    private void show(Optional<Quiet> quiet) {
        Nodes.show(strip, quiet.isPresent());
        quiet.ifPresent(on -> {
            until.setText(words.text(
                    on.asked() ? "quiet.until" : "quiet.hours.until",
                    words.moments().clock(on.span().until())));
        });
        moon.pseudoClassStateChanged(ON, quiet.isPresent());
        moon.setAccessibleText(
                quiet.map(_ -> words.text("quiet.name.on", until.getText())).orElseGet(() -> words.text("quiet.name")));
    }
}
