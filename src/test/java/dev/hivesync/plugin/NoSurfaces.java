package dev.hivesync.plugin;

import dev.hivesync.wire.Payload;
import java.util.Set;

/// Surfaces that show nothing.
public class NoSurfaces implements Surfaces {
    @Override
    public void badge(Badge badge) {}

    @Override
    public void toast(Toast toast) {}

    @Override
    public void panel(String notificationId, Payload job) {}

    @Override
    public void progress(Progress progress) {}

    @Override
    public void withdraw(Set<String> notificationIds) {}
}
