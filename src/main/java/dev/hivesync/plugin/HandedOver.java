package dev.hivesync.plugin;

import java.util.function.Predicate;

/// Carries what happens on a link from the socket's thread to the client's; late words of a link that was given up
/// count
/// no more.
///
/// @param clientThread runs a task there; false where there is no room for it, which ends the link
/// @param present whether a link still counts; asked on the client's thread
record HandedOver(BridgeLink.Events to, Predicate<Runnable> clientThread, Predicate<BridgeLink> present)
        implements BridgeLink.Events {

    @Override
    public void opened(BridgeLink from) {
        handOver(from, () -> to.opened(from));
    }

    @Override
    public void message(BridgeLink from, String text) {
        handOver(from, () -> to.message(from, text));
    }

    @Override
    public void ended(BridgeLink from, int code) {
        handOver(from, () -> to.ended(from, code));
    }

    private void handOver(BridgeLink from, Runnable task) {
        boolean taken = clientThread.test(() -> {
            if (present.test(from)) {
                task.run();
            }
        });
        if (!taken) {
            from.cut();
        }
    }
}
