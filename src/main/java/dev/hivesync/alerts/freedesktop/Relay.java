package dev.hivesync.alerts.freedesktop;

import dev.hivesync.alerts.Alert;
import dev.hivesync.alerts.Outside.Listener;
import dev.hivesync.alerts.Outside.Wish;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells whoever listens at the moment.
final class Relay implements Listener {

    private volatile @Nullable Listener listener;

    void to(@Nullable Listener next) {
        listener = next;
    }

    private void tell(Consumer<Listener> news) {
        Listener now = listener;
        if (now != null) {
            news.accept(now);
        }
    }

    @Override
    public void acted(Alert alert, Alert.Action action) {
        tell(now -> now.acted(alert, action));
    }

    @Override
    public void closed(Alert alert) {
        tell(now -> now.closed(alert));
    }

    @Override
    public void missed(Alert alert) {
        tell(now -> now.missed(alert));
    }

    @Override
    public void changed() {
        tell(Listener::changed);
    }

    @Override
    public void asked(Wish wish) {
        tell(now -> now.asked(wish));
    }
}
