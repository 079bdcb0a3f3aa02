package dev.hivesync.desktop.center;

import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Words;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// Says above the sign-in that a session has ended, where there was one.
public final class SessionRibbon extends HBox {

    public SessionRibbon(CenterViewModel model, Words words) {
        String sentence = words.text("banner.session_expired");
        getStyleClass().addAll("banner", "banner-warning", "session-ribbon");
        getChildren().addAll(Icons.of(Feather.LOCK), Nodes.wrapped(sentence, "banner-text"));
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(sentence);
        model.bannersProperty().subscribe(banners -> Nodes.show(this, banners.contains(new Banner.SessionExpired())));
    }
}
