package dev.hivesync.alerts.freedesktop;

import dev.hivesync.alerts.Alert;
import dev.hivesync.alerts.Alert.Action;
import dev.hivesync.alerts.Alert.Button;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What a notification server says it can do.
record ServerAbility(Set<String> capabilities) {

    static ServerAbility of(Object answer) {
        return new ServerAbility(
                answer instanceof Collection<?> named
                        ? named.stream().map(Object::toString).collect(Collectors.toUnmodifiableSet())
                        : Set.of());
    }

    /// What can be done, as pairs of word and label; nothing where the server has no buttons.
    String[] actions(Alert alert) {
        List<String> pairs = new ArrayList<>();
        if (capabilities.contains("actions")) {
            for (Button button : alert.buttons()) {
                pairs.add(word(button.action()));
                pairs.add(button.label());
            }
        }
        return pairs.toArray(new String[0]);
    }

    /// A click on the notification itself is the action `default`.
    static String word(Action action) {
        return action == Action.OPEN ? "default" : action.name().toLowerCase(Locale.ROOT);
    }

    /// Plain text as this server wants it.
    String body(String text) {
        return capabilities.contains("body-markup")
                ? text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                : text;
    }
}
