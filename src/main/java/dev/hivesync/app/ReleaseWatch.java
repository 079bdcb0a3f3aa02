package dev.hivesync.app;

import dev.hivesync.attention.Preferences;
import dev.hivesync.desktop.about.Updates;
import dev.hivesync.update.HttpFeed;
import dev.hivesync.update.Manifest;
import dev.hivesync.update.ReleaseNumber;
import dev.hivesync.update.ReleaseSource;
import dev.hivesync.update.UpdateCheck;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// Joins the look for newer versions to the window.
final class ReleaseWatch implements Updates, AutoCloseable {

    private final ReleaseSource source;
    private final ReleaseNumber own;
    private final Home home;
    private final Preferences preferences;
    private final InstantSource clock;
    private final Consumer<URI> browser;
    private volatile @Nullable UpdateCheck check; // the window's thread, once

    /// The newest that was told of.
    private volatile @Nullable Manifest latest;

    private ReleaseWatch(
            ReleaseSource source,
            ReleaseNumber own,
            Home home,
            Preferences preferences,
            InstantSource clock,
            Consumer<URI> browser) {
        this.source = source;
        this.own = own;
        this.home = home;
        this.preferences = preferences;
        this.clock = clock;
        this.browser = browser;
    }

    /// Empty for a build that has no number or was not told where to look.
    static Optional<ReleaseWatch> of(Home home, Preferences preferences, InstantSource clock) {
        return ReleaseNumber.parse(Version.current())
                .flatMap(own -> ReleaseSource.built()
                        .map(source -> new ReleaseWatch(source, own, home, preferences, clock, Browser::open)));
    }

    @Override
    public boolean looks() {
        return true;
    }

    @Override
    public void listen(Consumer<String> newer) {
        check = new UpdateCheck(
                        source,
                        own,
                        () -> new HttpFeed(new OkHttpClient(), source.manifest()).fetch(),
                        home.updates(),
                        () -> preferences.now().updateCheck(),
                        manifest -> {
                            latest = manifest;
                            newer.accept(manifest.version().toString());
                        },
                        clock,
                        new SecureRandom())
                .start();
    }

    @Override
    public void open() {
        Manifest manifest = latest;
        if (manifest != null) {
            browser.accept(manifest.page());
        }
    }

    @Override
    public void close() {
        UpdateCheck running = check;
        if (running != null) {
            running.close();
        }
    }
}
