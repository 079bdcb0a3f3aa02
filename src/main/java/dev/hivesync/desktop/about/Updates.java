package dev.hivesync.desktop.about;

import java.util.function.Consumer;

/// The look for newer versions, as far as the window shows it.
public interface Updates {

    /// A build that does not look.
    Updates NONE = new Updates() {
        @Override
        public boolean looks() {
            return false;
        }

        @Override
        public void listen(Consumer<String> newer) {}

        @Override
        public void open() {}
    };

    /// Whether this build looks at all, where the user lets it.
    boolean looks();

    /// @param newer told of the number of each newer version, from here on and on any thread
    void listen(Consumer<String> newer);

    /// Leads the user's browser to the newest version that was told of.
    void open();
}
