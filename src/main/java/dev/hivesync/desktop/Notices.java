package dev.hivesync.desktop;

import dev.hivesync.desktop.center.Banner;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What the program itself has to say above the list, beside what the board has. The FX thread's.
final class Notices {

    /// What it is about, in the order in which it stands.
    enum About {
        SETTINGS,
        LINK
    }

    private final Map<About, Banner> said = new EnumMap<>(About.class);
    private final Consumer<List<Banner>> shown;

    Notices(Consumer<List<Banner>> shown) {
        this.shown = shown;
    }

    /// @param banner takes the place of what was said about it before; empty where there is nothing more to say
    void say(About about, Optional<? extends Banner> banner) {
        if (banner.isPresent()) {
            said.put(about, banner.get());
        } else {
            said.remove(about);
        }
        shown.accept(List.copyOf(said.values()));
    }
}
