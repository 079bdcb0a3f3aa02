package dev.hivesync.alerts.freedesktop;

import java.util.Collection;
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

    boolean actions() {
        return capabilities.contains("actions");
    }

    /// Plain text as this server wants it.
    String body(String text) {
        return capabilities.contains("body-markup")
                ? text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                : text;
    }
}
