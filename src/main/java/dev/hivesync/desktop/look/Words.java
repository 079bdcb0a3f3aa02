package dev.hivesync.desktop.look;

import java.time.Instant;
import javafx.beans.property.ReadOnlyObjectProperty;

/// What views need to say things: texts, wording, times, and the moment it is. `now` ticks each minute, each
/// second while a countdown is on the screen.
public record Words(Texts texts, Wording wording, Moments moments, ReadOnlyObjectProperty<Instant> now) {

    public String text(String key, Object... arguments) {
        return texts.text(key, arguments);
    }

    public String ago(Instant time) {
        return moments.ago(time, now.get());
    }
}
