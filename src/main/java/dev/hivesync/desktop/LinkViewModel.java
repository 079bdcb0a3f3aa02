package dev.hivesync.desktop;

import dev.hivesync.desktop.center.Banner;
import dev.hivesync.desktop.center.Banner.Linked.Found;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The notification that a link names: opened at once where it is here, and otherwise asked for and waited for a
/// while. A person who clicks in a mail may be quicker than the poll. The FX thread's.
final class LinkViewModel {

    /// What is there after this long needs no word about the search.
    private static final Duration SEARCH_SHOWN = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// What it needs of the window.
    interface Window {

        /// False where the inbox has no such notification.
        boolean reveal(String notificationId);

        /// Asks for news now.
        void refresh();

        /// Whether notifications can arrive at all: somebody is signed in, and the inbox has been read.
        boolean ready();
    }

    private final Window window;
    private final BiConsumer<Duration, Runnable> later;
    private final Consumer<Optional<Banner>> banner;
    private @Nullable String wanted;

    /// Tells one search from the next.
    private int search;

    /// @param later runs a task on the FX thread after a while
    /// @param banner takes what is to be said about it
    LinkViewModel(Window window, BiConsumer<Duration, Runnable> later, Consumer<Optional<Banner>> banner) {
        this.window = window;
        this.later = later;
        this.banner = banner;
    }

    /// Opens what a link names.
    void open(String notificationId) {
        search++;
        say(Optional.empty());
        if (window.reveal(notificationId)) {
            wanted = null;
            return;
        }
        wanted = notificationId;
        window.refresh();
        int own = search;
        later.accept(SEARCH_SHOWN, () -> {
            if (wanted != null && own == search) {
                say(Optional.of(Found.NOT_YET));
            }
        });
        later.accept(PATIENCE, () -> giveUp(own));
    }

    private void giveUp(int own) {
        if (wanted == null || own != search) {
            return;
        }
        if (!window.ready()) {
            later.accept(PATIENCE, () -> giveUp(own));
            return;
        }
        wanted = null;
        say(Optional.of(Found.NOTHING));
    }

    /// The link names nothing.
    void refuse() {
        search++;
        wanted = null;
        say(Optional.of(Found.NONSENSE));
    }

    /// The inbox may have changed.
    void update() {
        String id = wanted;
        if (id != null && window.reveal(id)) {
            wanted = null;
            say(Optional.empty());
        }
    }

    private void close() {
        search++;
        wanted = null;
        say(Optional.empty());
    }

    private void say(Optional<Found> found) {
        banner.accept(found.map(what -> new Banner.Linked(what, this::close)));
    }
}
